import type { Blockage } from '../evidence/console-texts.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';

/** What is wrong, before it is known what the consoles say and how much it matters. */
export interface Cause extends Pick<ProbeFinding, 'code' | 'found' | 'message' | 'change'> {
  readonly blockage?: Blockage;
}
