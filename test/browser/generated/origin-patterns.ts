import type { OriginPattern } from '@cors-policy/core';
import fc from 'fast-check';
import type { PagePlace } from './page-place.js';

/** A pattern, once the ports are known: they differ from run to run, and a case must not. */
export type PatternPlan = (ports: readonly [number, number]) => OriginPattern;

/** Patterns that the origin of the place fits. */
function members({ host, portIndex, place }: PagePlace): readonly PatternPlan[] {
  if (place === 'sandbox') return [() => 'null'];
  const own: PatternPlan[] = [
    (ports) => `http://${host}:${ports[portIndex]}`,
    (ports) => `http://${host}:${ports[portIndex]}`,
    (ports) => `HTTP://${host.toUpperCase()}:${ports[portIndex]}`,
    () => `http://${host}:*`,
    (ports) => ({ regex: `^http://${host.replaceAll('.', '\\.')}:${ports[portIndex]}$` }),
    // Not anchored, and the whole value all the same.
    () => ({ regex: 'HTTP://[a-z0-9.-]+:\\d+', flags: 'i' }),
  ];
  if (host === 'a.localhost')
    own.push(
      (ports) => `http://*.localhost:${ports[portIndex]}`,
      () => 'http://*.localhost:*',
    );
  if (host === 'pr-1.dev.localhost') {
    own.push(
      (ports) => `http://pr-*.dev.localhost:${ports[portIndex]}`,
      () => 'http://*-1.dev.localhost:*',
      (ports) => `http://*.dev.localhost:${ports[portIndex]}`,
      () => 'http://*.localhost:*',
    );
  }
  return own;
}

/** Patterns that miss the origin of the place by little. */
function nearMisses({ host, portIndex, place }: PagePlace): readonly PatternPlan[] {
  const own: PatternPlan[] = [
    (ports) => `https://${host}:${ports[portIndex]}`,
    () => `http://${host}`,
    () => `https://${host}:*`,
    (ports) => `http://${host}:${ports[portIndex === 0 ? 1 : 0]}`,
    (ports) => `http://${host}:${ports[portIndex] === 65_535 ? 1 : ports[portIndex] + 1}`,
    (ports) => `http://evil-${host === '127.0.0.1' ? 'localhost' : host}:${ports[portIndex]}`,
    (ports) => `http://${host === '127.0.0.1' ? 'localhost' : host}.evil.test:${ports[portIndex]}`,
    (ports) => `http://b.a.localhost:${ports[portIndex]}`,
    // A part of it only.
    () => ({ regex: host.replaceAll('.', '\\.') }),
    (ports) => ({ regex: `^http://${host}:${String(ports[portIndex]).slice(0, -1)}` }),
    () => 'file://',
  ];
  if (place === 'page') own.push(() => 'null');
  // Never the apex.
  if (host === 'localhost') own.push(() => 'http://*.localhost:*');
  // One label only, and not none.
  if (host === 'pr-1.dev.localhost')
    own.push(
      () => 'http://pr-1*.dev.localhost:*',
      () => 'http://x-*.dev.localhost:*',
    );
  return own;
}

export type OriginsPlan = (ports: readonly [number, number]) => '*' | 'none' | readonly OriginPattern[];

/** Lists around the origin of a place, mostly with a pattern that it fits; sometimes all, or none. */
export function originsFor(place: PagePlace): fc.Arbitrary<OriginsPlan> {
  const member = fc.constantFrom(...members(place));
  const miss = fc.constantFrom(...nearMisses(place));
  const list = fc
    .tuple(fc.array(miss, { maxLength: 2 }), fc.option(member, { freq: 6 }))
    .filter(([misses, member]) => misses.length > 0 || member !== null)
    .map(([misses, member]): OriginsPlan => {
      const plans = member === null ? misses : [...misses, member];
      return (ports) => plans.map((plan) => plan(ports));
    });
  return fc.oneof(
    { weight: 10, arbitrary: list },
    { weight: 2, arbitrary: fc.constant<OriginsPlan>(() => '*') },
    { weight: 1, arbitrary: fc.constant<OriginsPlan>(() => 'none') },
  );
}

/** Only where a list may stand: who is trusted to write. */
export function trustedFor(place: PagePlace): fc.Arbitrary<OriginsPlan> {
  const member = fc.constantFrom(...members({ ...place, place: 'page' }));
  const miss = fc.constantFrom(...nearMisses({ ...place, place: 'sandbox' }));
  return fc.oneof(
    {
      weight: 3,
      arbitrary: member.map(
        (plan): OriginsPlan =>
          (ports) => [plan(ports)],
      ),
    },
    {
      weight: 2,
      arbitrary: miss.map(
        (plan): OriginsPlan =>
          (ports) => [plan(ports)],
      ),
    },
  );
}
