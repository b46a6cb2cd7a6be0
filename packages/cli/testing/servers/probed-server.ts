import type { AskedOptions } from '../../src/asked/read-asked.js';
import type { ProbeCode } from '../../src/probe/evidence/probe-finding.js';

/** The page that asks, in every case. */
export const PAGE = 'https://app.example.com';

/** A server under way. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A server that is started to be probed, what is asked of it, and what has to be found. */
export interface ProbedServer {
  readonly name: string;
  /** How it is set up, as code in one line. */
  readonly setup: string;
  readonly start: () => Promise<RunningServer>;
  /** Default: `/item`. */
  readonly path?: string;
  readonly asks?: Omit<AskedOptions, 'origin'>;
  readonly also?: readonly string[];
  readonly audit?: boolean;
  /** Whether a page can read the answer in every browser. */
  readonly isRead: boolean;
  /** Every code, notes too, sorted. */
  readonly expected: readonly ProbeCode[];
  /** The program that has to be there; what is only Node needs none. */
  readonly needs?: 'nginx';
}
