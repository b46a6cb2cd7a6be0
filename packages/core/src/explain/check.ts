import type { ExplanationStep } from './explanation.js';

/** What has to change so that a failed check passes; `undefined` where no config can do it. */
export type Cure =
  | { readonly kind: 'path' }
  | { readonly kind: 'trust'; readonly rule: number }
  | { readonly kind: 'origin' }
  | { readonly kind: 'credentials' }
  | { readonly kind: 'method' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'private-network' };

/** A step, still without the fix: that depends on what else has failed. */
export interface Check extends Omit<ExplanationStep, 'fix'> {
  readonly cure: Cure | undefined;
}

type LinkName =
  | 'path'
  | 'csrf'
  | 'originHeader'
  | 'corsRequest'
  | 'corsCheck'
  | 'credentials'
  | 'preflight'
  | 'privateNetwork';

/** Where the standards say what is checked. Whole texts, so that a bundler sees that nothing happens here. */
export const links: Readonly<Record<LinkName, string>> = {
  path: 'https://url.spec.whatwg.org/#path-state',
  csrf: 'https://pkg.go.dev/net/http#CrossOriginProtection',
  originHeader: 'https://fetch.spec.whatwg.org/#origin-header',
  corsRequest: 'https://fetch.spec.whatwg.org/#cors-request',
  corsCheck: 'https://fetch.spec.whatwg.org/#cors-check',
  credentials: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  preflight: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  privateNetwork: 'https://wicg.github.io/private-network-access/#cors-preflight',
};
