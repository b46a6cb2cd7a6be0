import type { ConsoleTexts } from './console-texts.js';
import type { Purpose } from './evidence.js';

/** What can be found. A closed set: codes are added in minor versions and never change their meaning. */
export type ProbeCode =
  // what blocks the request
  | 'preflight-redirected'
  | 'preflight-unauthorized'
  | 'preflight-refused'
  | 'allow-origin-missing'
  | 'allow-origin-mismatch'
  | 'allow-origin-doubled'
  | 'allow-credentials-missing'
  | 'wildcard-with-credentials'
  | 'method-not-allowed'
  | 'header-not-allowed'
  | 'list-malformed'
  | 'request-refused'
  | 'redirect-refused'
  | 'no-answer'
  // what works here and breaks elsewhere
  | 'authorization-by-wildcard'
  | 'doubled-header'
  | 'vary-missing'
  | 'vary-missing-without-origin'
  | 'headers-lost-on-error'
  | 'headers-lost-on-404'
  | 'redirected'
  | 'list-wildcard-with-credentials'
  | 'max-age-malformed'
  | 'max-age-missing'
  | 'max-age-zero'
  | 'max-age-above-caps'
  // what lets strangers in
  | 'reflected-origin'
  | 'reflected-origin-with-credentials'
  | 'null-origin'
  | 'null-origin-with-credentials'
  | 'loose-origin-match'
  | 'insecure-origin-allowed'
  | 'subdomains-allowed'
  | 'ports-allowed';

/**
 * - `error`: a browser blocks the request, or strangers can read what is not theirs
 * - `warning`: it breaks, or lets somebody in, under other circumstances
 * - `note`: worth knowing
 */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that is wrong with a server, or odd. Survives JSON. */
export interface ProbeFinding {
  readonly code: ProbeCode;
  readonly severity: Severity;
  /** The request that it was seen on. */
  readonly seenOn: Purpose;
  /** What came back. */
  readonly found: string;
  /** What is wrong with it, in one lower-case sentence. */
  readonly message: string;
  /** What to change on the server. */
  readonly change: string;
  /** What the browser's console says, where one blocks the request for this. */
  readonly console?: ConsoleTexts;
}
