import type { AdapterUnderTest, Feature, Incident, ParserIncident } from '../fixture/adapter-under-test.js';

/** One promise put to the test. It is data with a function, so that the kit can be turned against itself. */
export interface Check {
  /** A sentence about behaviour. */
  readonly name: string;
  readonly needs?: readonly (Feature | Incident | ParserIncident)[] | undefined;
  /** It costs as much as a hundred others. */
  readonly heavy?: true | undefined;
  /** It is one of many that ask the same: in another form of header, or with another status. */
  readonly variant?: true | undefined;
  /** Rejects, with what was expected and what came, where the promise is broken. */
  readonly run: (adapter: AdapterUnderTest) => Promise<void>;
}

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** Why a check cannot be made of this adapter; `undefined` where it can. */
export const reasonNotToCheck = (adapter: AdapterUnderTest, check: Check): string | undefined => {
  const declared = new Map<string, unknown>([
    ...Object.entries(adapter.features),
    ...Object.entries(adapter.incidents),
    ...Object.entries(adapter.parserIncidents),
  ]);
  for (const need of check.needs ?? []) {
    const answer = declared.get(need);
    if (answer === undefined) return ''; // an incomplete description: reported, since the reason is empty
    if (typeof answer === 'object' && answer !== null && 'doesNotApply' in answer) return String(answer.doesNotApply);
  }
  return undefined;
};
