import type { AdapterUnderTest } from '../src/kit/fixture/adapter-under-test.js';

/** Somebody else's CORS package, as the kit's adapter. */
export interface Peer {
  /** The package, and what it stands on. */
  readonly packages: readonly string[];
  /** How it is configured for a list of origins, as code. */
  readonly configured: string;
  /** What has to be known to read its results. */
  readonly remark?: string;
  readonly adapter: AdapterUnderTest;
}
