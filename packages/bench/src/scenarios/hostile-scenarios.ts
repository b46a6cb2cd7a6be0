import type { PolicyConfig, RegexSource } from '@cors-policy/core';
import type { DecisionScenario } from './decision-scenario.js';
import { preflight, REST } from './evaluate-scenarios.js';
import type { PlainRequest } from './fresh-requests.js';
import { listedOrigins, spread } from './origin-names.js';

/** Requests in a batch: so few that their long values fit into the processor's cache, where a parser leaves them. */
const BATCH = 25;
const KIBIBYTE = 1024;

/** ACRH over this is refused unread (docs/decision-table.md). */
export const LIMIT = 4096;

const HOSTILE_SIZES: readonly number[] = [1, 4, 16];

/** How far apart the characters are in which the values of a batch differ: some whole names. */
const STEP = 8;

/** What fills a field: texts as long as asked for, and whether the lists of the policies here hold all that is named. */
interface Filling {
  readonly name: string;
  readonly fill: (length: number) => string;
  readonly isListed: boolean;
}

const repeated = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

const fillings: readonly Filling[] = [
  { name: 'commas', fill: (length) => repeated(',', length), isListed: true },
  { name: 'spaces', fill: (length) => repeated(' ', length), isListed: true },
  { name: 'one long name', fill: (length) => repeated('a', length), isListed: false },
  { name: 'short names', fill: (length) => repeated('a,b,', length), isListed: false },
  { name: 'a listed name', fill: (length) => repeated('x-trace,', length), isListed: true },
];

const origins = listedOrigins(1000);

const credentialed: PolicyConfig = { ...REST, origins, credentials: true, allowedHeaders: '*' };

/**
 * No two values are the same, and all are of one length and end alike: whoever attacks knows that an answer may be
 * remembered, and where.
 */
function asked(fill: Filling['fill'], size: number): PlainRequest[] {
  const value = fill(size * KIBIBYTE);
  return spread(origins, BATCH).map((origin, place) => ({
    kind: 'preflight',
    origin,
    method: 'PUT',
    headers: changedAt(value, value.length / 2 + place * STEP),
  }));
}

/** Another text that means the same. */
function changedAt(value: string, index: number): string {
  const char = value.charAt(index);
  const other = char === ',' ? ' ' : char === ' ' ? '\t' : char.toUpperCase();
  return value.slice(0, index) + other + value.slice(index + 1);
}

/** The legitimate preflight, in as small batches as the hostile ones. */
export const fewPreflights: DecisionScenario = { ...preflight, requests: preflight.requests.slice(0, BATCH) };

/** The same policy as that of the legitimate preflight, with which these are compared. */
export const requestHeaders: readonly (readonly DecisionScenario[])[] = fillings.map(({ name, fill, isListed }) =>
  HOSTILE_SIZES.map((size) => ({
    name: `${size} KB of ${name}`,
    policy: preflight.policy,
    requests: asked(fill, size),
    verdict: isListed && size * KIBIBYTE <= LIMIT ? 'allowed' : 'denied',
  })),
);

export const requestHeadersWithAny: readonly DecisionScenario[] = fillings.flatMap(({ name, fill }) =>
  HOSTILE_SIZES.map((size) => ({
    name: `'*' and credentials, ${size} KB of ${name}`,
    policy: credentialed,
    requests: asked(fill, size),
    verdict: size * KIBIBYTE <= LIMIT ? 'allowed' : 'denied',
  })),
);

const regexes: RegexSource[] = Array.from({ length: 100 }, (_, place) => ({
  regex: `^https://[a-z0-9-]+\\.preview-${place}\\.example\\.com$`,
}));

/** A denial as servers give it all day, and hostile origins to the same policy. */
export interface HostileOrigins {
  readonly normal: DecisionScenario;
  readonly hostile: readonly DecisionScenario[];
}

const longOrigins: Readonly<Record<string, (place: number) => string>> = {
  'one label': (place) => `https://${'a'.repeat(8 * KIBIBYTE - 20 - place)}.example.com`,
  'many labels': (place) => `https://${'a.'.repeat(4 * KIBIBYTE - 10 - place)}example.com`,
};

function hostileOrigins(name: string, policy: PolicyConfig): HostileOrigins {
  const denied = (what: string, origin: (place: number) => string): DecisionScenario => ({
    name: `${what}, ${name}`,
    policy,
    requests: Array.from({ length: BATCH }, (_, place) => ({ kind: 'actual', origin: origin(place) })),
    verdict: 'denied',
  });
  return {
    normal: denied('a usual denial', (place) => `https://stranger-${place}.example.com`),
    hostile: Object.entries(longOrigins).map(([what, origin]) => denied(`8 KB Origin of ${what}`, origin)),
  };
}

export const everyHostileOrigins: readonly HostileOrigins[] = [
  hostileOrigins('1000 origins', preflight.policy),
  hostileOrigins('100 regexes', { ...REST, origins: regexes }),
];
