import type { Evidence } from './evidence/evidence.js';
import type { ProbeFinding } from './evidence/probe-finding.js';
import { gather, type ProbePlan } from './gather.js';
import { judge } from './judge.js';
import { type ClientOptions, wireClient } from './wire-client.js';

/** What a probe saw of a server, and what is to be said about it. */
export interface ProbeResult {
  readonly evidence: Evidence;
  readonly findings: readonly ProbeFinding[];
}

/**
 * Plays a browser against a live server.
 *
 * @throws NoAnswer where nothing comes back at all
 */
export async function probe(plan: ProbePlan, options: ClientOptions): Promise<ProbeResult> {
  const evidence = await gather(plan, wireClient(options));
  return { evidence, findings: judge(evidence) };
}
