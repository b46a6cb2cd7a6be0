import { beforeAll, describe, expect, it } from 'vitest';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { expectAlike, expectAlikeAndRight, type Replays, replayTogether, sharedVectors } from '../run/agreement.js';
import { referenceAdapter } from './reference-adapter.js';
import { spoilers } from './spoilers.js';
import type { Tampering } from './tampering.js';

const named = (name: string, tampering: Tampering = {}): AdapterUnderTest => ({ ...referenceAdapter(tampering), name });

const { shared } = sharedVectors([named('one'), named('another')]);
const some = shared.filter((_, at) => at % 16 === 0);

const replaysOf = (name: string, tampering: Tampering = {}): Promise<Replays> =>
  replayTogether([named(name, tampering)], some);

/** How many vectors are not answered as expected. */
const failures = (expectation: typeof expectAlike, ...replays: readonly Replays[]): number =>
  some.filter((one) => {
    try {
      expectation(one, new Map(replays.flatMap((those) => [...those])));
      return false;
    } catch {
      return true;
    }
  }).length;

describe('adapters side by side', () => {
  let right: Replays = new Map();

  beforeAll(async () => {
    right = await replaysOf('right');
  });

  it('are alike and right where both are right', async () => {
    expect(some.length).toBeGreaterThan(80);
    expect(failures(expectAlikeAndRight, right, await replaysOf('right too'))).toBe(0);
  });

  it.each<readonly [string, Tampering]>([
    ...spoilers,
    ['spoils bodies', { body: (body) => Buffer.concat([body, Buffer.from('!')]) }],
  ])('are not alike where one of them %s', async (_does, tampering) => {
    expect(failures(expectAlike, right, await replaysOf('wrong', tampering))).toBeGreaterThan(8);
  });

  it('are alike, and not right, where both are wrong in the same way', async () => {
    const forgetsVary: Tampering = { decision: (decision) => ({ ...decision, vary: [] }) };
    const wrong = [await replaysOf('wrong', forgetsVary), await replaysOf('wrong too', forgetsVary)];
    expect(failures(expectAlike, ...wrong)).toBe(0);
    expect(failures(expectAlikeAndRight, ...wrong)).toBeGreaterThan(8);
  });

  it('are not alike where there is nothing to compare', () => {
    expect(failures(expectAlike, right)).toBe(some.length);
    expect(failures(expectAlike, right, new Map([['silent', new Map()]]))).toBe(some.length);
  });

  it('are compared without one that cannot be asked, and not at all where only one can', () => {
    const id = some[0]?.vector.id ?? '';
    const unable: AdapterUnderTest = { ...named('unable'), unsendable: { [id]: 'it cannot' } };
    const three = sharedVectors([named('one'), named('another'), unable]);
    expect(three.shared.filter(({ leftOut }) => leftOut.length > 0)).toMatchObject([
      { vector: { id }, leftOut: [{ adapter: 'unable', reason: 'it cannot' }] },
    ]);
    const two = sharedVectors([named('one'), unable]);
    expect(two.others).toContainEqual({ id, reason: 'it cannot' });
    expect(two.shared.map(({ vector }) => vector.id)).not.toContain(id);
  });
});
