import type { CheckGroup } from '../src/kit/check/check.js';
import type { AdapterUnderTest } from '../src/kit/fixture/adapter-under-test.js';
import { everyGroup } from '../src/kit/run/every-group.js';
import { type Judgement, judge } from '../src/kit/run/judge.js';
import { type Difference, differences, type Notes, overlooking } from './overlook.js';
import type { Peer } from './peer.js';
import { CannotBeConfigured } from './plain-policy.js';

/** The promises about the wire; the other groups are about options that only this project has. */
export const wireGroups: readonly CheckGroup[] = everyGroup.filter(({ title }) =>
  /^(?:promise|on the connection)/.test(title),
);

/** What became of a check, and why. */
export interface Finding {
  readonly group: string;
  readonly check: string;
  readonly outcome: 'kept' | 'broken' | 'not asked';
  readonly detail: string;
}

/** What one peer does. */
export interface Survey {
  readonly peer: Peer;
  readonly asItIs: readonly Finding[];
  readonly overlooking: readonly Finding[];
  /** What had to be overlooked. */
  readonly differences: readonly Difference[];
}

/** What a check says where it asks what only `onDecision` of this project tells. */
const asksForDecisions = /^(?:decided: |decisions on request )/;

const refusal = 'cannot be configured: ';

/** A refusal to configure is no failure, so it is marked where it is thrown, before the check turns it into one. */
const marking = (adapter: AdapterUnderTest): AdapterUnderTest => ({
  ...adapter,
  start: async (setup) => {
    try {
      return await adapter.start(setup);
    } catch (error) {
      if (error instanceof CannotBeConfigured) throw new Error(refusal + error.message, { cause: error });
      throw error;
    }
  },
});

const findingOf = ({ group, check, outcome, detail }: Judgement): Finding => {
  const notAsked = (why: string): Finding => ({ group, check, outcome: 'not asked', detail: why });
  if (outcome === 'kept') return { group, check, outcome, detail };
  if (outcome === 'does not apply') return notAsked(detail);
  if (detail.startsWith(refusal)) return notAsked(detail);
  if (asksForDecisions.test(detail)) return notAsked('tells nobody what it decided');
  return { group, check, outcome: 'broken', detail };
};

const findings = async (adapter: AdapterUnderTest, notes: Notes | undefined): Promise<readonly Finding[]> => {
  const all: Finding[] = [];
  for (const { title, checks } of wireGroups) {
    for (const check of checks) {
      const before = notes?.answers;
      const judgements = await judge(marking(adapter), [{ title, checks: [check] }]);
      const heardNothing = before !== undefined && before === notes?.answers;
      for (const one of judgements.map(findingOf)) {
        const past = one.outcome === 'broken' && heardNothing && !startFailed(one);
        all.push(past ? { ...one, outcome: 'not asked', detail: 'reads the connection itself' } : one);
      }
    }
  }
  return all;
};

/** A server that does not start is a failure, although nothing is heard of it. */
const startFailed = ({ detail }: Finding): boolean => /already (?:been added|declared)/.test(detail);

/** Puts a peer to all checks twice: as it is, and with the differences overlooked that say little. */
export const survey = async (peer: Peer): Promise<Survey> => {
  const notes: Notes = { found: new Set(), answers: 0 };
  const asItIs = await findings(peer.adapter, undefined);
  const again = await findings(overlooking(peer.adapter, notes), notes);
  for (const [at, { check, outcome, detail }] of again.entries()) {
    if (outcome === 'broken' && asItIs[at]?.outcome === 'kept')
      throw new Error(`${peer.adapter.name}: "${check}" is broken only where differences are overlooked: ${detail}`);
  }
  return { peer, asItIs, overlooking: again, differences: differences.filter((one) => notes.found.has(one)) };
};
