import { describe, expect, it } from 'vitest';
import type { SoakResult } from './soak-run.js';
import { type SoakSort, soakTraffic } from './soak-traffic.js';
import { soakLine, soakProblems } from './soak-verdict.js';

const counted = (field: 'reason' | 'status'): readonly (readonly [string, number])[] => {
  const values = soakTraffic.flatMap((sort) => sort[field] ?? []).map(String);
  return [...new Set(values)].map((value) => [value, values.filter((one) => one === value).length]);
};

const sentOnce = new Map<SoakSort, number>();
for (const sort of soakTraffic) sentOnce.set(sort, (sentOnce.get(sort) ?? 0) + 1);

/** A soak that has sent the whole traffic once, to a server that does everything right. */
const sound: SoakResult = {
  tally: {
    sent: sentOnce,
    answers: new Map(counted('status').map(([status, times]) => [Number(status), times])),
    problems: [],
  },
  report: { bytes: 10_000_000, decisions: Object.fromEntries(counted('reason')), uncertain: 0, warnings: [] },
  heap: [0, 1, 2].map((at) => ({ requests: at * 10_000, bytes: 10_000_000 })),
  requests: soakTraffic.length,
  seconds: 2,
};

const problemsWith = (change: {
  readonly tally?: Partial<SoakResult['tally']>;
  readonly report?: Partial<SoakResult['report']>;
  readonly heap?: SoakResult['heap'];
}): readonly string[] =>
  soakProblems({
    ...sound,
    tally: { ...sound.tally, ...change.tally },
    report: { ...sound.report, ...change.report },
    heap: change.heap ?? sound.heap,
  });

describe('the verdict on a soak', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(soakProblems(sound)).toEqual([]);
    expect(problemsWith({ report: { uncertain: 1 } })).toEqual([]);
  });

  it.each([
    ['that an answer was wrong', { tally: { problems: ['no origin: 500'] } }, 'no origin: 500'],
    ['a decision too many', { report: { decisions: { ...sound.report.decisions, 'no-origin': 3 } } }, 'no-origin: 3'],
    ['a decision too few', { report: { decisions: {} } }, 'no-origin: 0 instead of 2'],
    ['a reason that nobody asked for', { report: { decisions: { ...sound.report.decisions, x: 1 } } }, 'x: 1'],
    ['an answer that nobody asked for', { tally: { answers: new Map([...sound.tally.answers, [502, 1]]) } }, '502: 1'],
    ['an answer that is missing', { tally: { answers: new Map() } }, 'answers with status 431: 0 instead of 1'],
    ['decisions without requests', { report: { uncertain: 2 } }, 'hang up at once'],
    ['that not everything was asked', { tally: { sent: new Map() } }, 'too short'],
    ['what Node warns of', { report: { warnings: ['MaxListenersExceededWarning'] } }, 'MaxListenersExceeded'],
    [
      'that the heap has grown',
      { heap: [0, 1, 2].map((at) => ({ requests: at * 10_000, bytes: 10_000_000 + at * 600_000 })) },
      'grown by 1172 KiB',
    ],
    ['that the heap was not measured', { heap: [] }, 'grown by NaN'],
  ])('tells %s', (_what, change, told) => {
    expect(problemsWith(change).join('\n')).toContain(told);
  });

  it('says it all in one line', () => {
    expect(soakLine(sound)).toMatch(
      /^\d+ requests in 2 s \(\d+\/s\); answers: \d+ × 200, .+; 3 hung up; decisions: \d+; heap: 9\.5 MiB, grown by 0 KiB, 0\.0 bytes a request$/,
    );
  });
});
