import { heapGrowth } from './heap-growth.js';
import type { SoakResult } from './soak-run.js';
import { soakTraffic } from './soak-traffic.js';

/**
 * What the heap of a server that holds on to nothing comes and goes by: code that is compiled anew, tables that are grown.
 * It does not add up, so the longer a soak is, the smaller a leak shows: in a minute on a quiet machine, one object in
 * ten requests.
 */
const noise = 1024 * 1024;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How much the heap has grown since the warm-up, in bytes. */
export const grownBy = ({ heap }: Pick<SoakResult, 'heap'>): number => {
  const [first, last] = [heap.at(0), heap.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  return heapGrowth(heap) * (last.requests - first.requests);
};

/** How many of the requests that were sent have this reason, or this status. */
const expected = ({ tally }: SoakResult, field: 'reason' | 'status'): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [sort, times] of tally.sent) {
    const key = sort[field];
    if (key !== undefined) counts.set(String(key), (counts.get(String(key)) ?? 0) + times);
  }
  return counts;
};

const differences = (
  what: string,
  should: ReadonlyMap<string, number>,
  are: ReadonlyMap<string, number>,
): readonly string[] =>
  [...new Set([...should.keys(), ...are.keys()])]
    .filter((key) => should.get(key) !== are.get(key))
    .map((key) => `${what} ${key}: ${are.get(key) ?? 0} instead of ${should.get(key) ?? 0}`);

/** Everything that is wrong with the result of a soak, a sentence each; nothing where all is well. */
export const soakProblems = (result: SoakResult): readonly string[] => {
  const { tally, report } = result;
  const problems = tally.problems.slice(0, 10);
  if (tally.problems.length > problems.length) problems.push(`and ${tally.problems.length - problems.length} more`);

  const answers = new Map([...tally.answers].map(([status, times]) => [String(status), times]));
  const decisions = new Map(Object.entries(report.decisions));
  problems.push(...differences('answers with status', expected(result, 'status'), answers));
  problems.push(...differences('decisions for', expected(result, 'reason'), decisions));

  const unasked = soakTraffic.filter((sort) => !tally.sent.has(sort));
  if (unasked.length > 0) problems.push(`too short to ask everything: ${unasked.map(({ name }) => name).join(', ')}`);
  const hungUpAtOnce = [...tally.sent].filter(([{ hangsUp }]) => hangsUp === 'once sent').map(([, times]) => times);
  if (report.uncertain > sum(hungUpAtOnce))
    problems.push('more decisions than requests of clients that hang up at once');

  problems.push(...report.warnings);
  const grown = grownBy(result);
  if (!(grown < noise)) problems.push(`the heap has grown by ${Math.round(grown / 1024)} KiB`);
  return problems;
};

/** The result in one line. */
export const soakLine = (result: SoakResult): string => {
  const { tally, report, heap, requests, seconds } = result;
  const statuses = [...tally.answers]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ');
  const hungUp = sum([...tally.sent].map(([{ hangsUp }, times]) => (hangsUp === undefined ? 0 : times)));
  const decisions = sum(Object.values(report.decisions)) + report.uncertain;
  const mebibytes = ((heap.at(-1)?.bytes ?? Number.NaN) / 1024 / 1024).toFixed(1);
  const grown = `${Math.round(grownBy(result) / 1024)} KiB, ${heapGrowth(heap).toFixed(1)} bytes a request`;
  return [
    `${requests} requests in ${Math.round(seconds)} s (${Math.round(requests / seconds)}/s)`,
    `answers: ${statuses}; ${hungUp} hung up`,
    `decisions: ${decisions}`,
    `heap: ${mebibytes} MiB, grown by ${grown}`,
  ].join('; ');
};
