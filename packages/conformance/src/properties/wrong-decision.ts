import {
  definePolicy,
  evaluate,
  type HeaderDecision,
  type HeaderEntry,
  type Policy,
  type PolicyConfig,
} from '@cors-policy/core';
import type { Decide } from './model-server.js';

/** A policy, and what it was made of. */
interface Known {
  readonly policy: Policy;
  readonly config: PolicyConfig | readonly PolicyConfig[];
}

/** An engine that is wrong in one way. */
type WrongEngine = (known: Known) => Decide;

type Mistake = (decision: HeaderDecision, origin: string | undefined) => HeaderDecision;

const deciding =
  (mistake: Mistake): WrongEngine =>
  ({ policy }) =>
  (request) =>
    mistake(evaluate(policy, request), request.headers.origin ?? undefined);

/** Changes the value of a header where it is sent; `undefined` leaves the header out. */
const changing = (name: string, change: (value: string) => string | undefined): WrongEngine =>
  deciding((decision) => ({
    ...decision,
    headers: decision.headers.flatMap(([key, value]): HeaderEntry[] => {
      if (key !== name) return [[key, value]];
      const changed = change(value);
      return changed === undefined ? [] : [[key, changed]];
    }),
  }));

/** Sends a header more, where some CORS headers are sent already. */
const adding = (name: string, value: string): WrongEngine =>
  deciding((decision) =>
    decision.headers.length === 0
      ? decision
      : { ...decision, headers: [...decision.headers.filter(([key]) => key !== name), [name, value]] },
  );

/** Has a policy of another config decide. */
const havingConfig = (change: (rule: PolicyConfig) => object): WrongEngine => {
  const policies = new Map<Policy, Policy>();
  return ({ policy, config }) => {
    // PROOF: each change below keeps to the fields of a rule.
    const make = (): Policy => definePolicy([config].flat().map((rule) => change(rule) as PolicyConfig));
    const wrong = policies.get(policy) ?? make();
    policies.set(policy, wrong);
    return (request) => evaluate(wrong, request);
  };
};

const ALLOW_ORIGIN = 'access-control-allow-origin';
const ALLOW_METHODS = 'access-control-allow-methods';
const ALLOW_HEADERS = 'access-control-allow-headers';
const EXPOSE_HEADERS = 'access-control-expose-headers';

const dropFirst = (list: string): string | undefined => list.split(',').slice(1).join(',') || undefined;

/** Engines that are wrong, each in its own way, by what is wrong with them. */
export const wrongEngines: Readonly<Record<string, WrongEngine>> = {
  'no origin is allowed': changing(ALLOW_ORIGIN, () => undefined),
  'another origin is allowed': changing(ALLOW_ORIGIN, () => 'https://elsewhere.example'),
  'the origin ends in a slash': changing(ALLOW_ORIGIN, (value) => (value === '*' ? value : `${value}/`)),
  'everybody is allowed by *': changing(ALLOW_ORIGIN, () => '*'),
  'the origin is allowed twice': deciding((decision) => ({
    ...decision,
    headers: [...decision.headers, ...decision.headers.filter(([name]) => name === ALLOW_ORIGIN)],
  })),
  'every origin is reflected': deciding((decision, origin) =>
    decision.headers.length > 0 || origin === undefined
      ? decision
      : { ...decision, status: undefined, headers: [[ALLOW_ORIGIN, origin]] },
  ),
  'credentials are missing': changing('access-control-allow-credentials', () => undefined),
  'credentials are spelled otherwise': changing('access-control-allow-credentials', () => 'True'),
  'credentials are always allowed': adding('access-control-allow-credentials', 'true'),
  'a method is missing': changing(ALLOW_METHODS, dropFirst),
  'a method is added': changing(ALLOW_METHODS, (value) => `${value},Put-It`),
  'methods are in lower case': changing(ALLOW_METHODS, (value) => value.toLowerCase()),
  'any method is allowed': adding(ALLOW_METHODS, '*'),
  'methods are joined by semicolons': changing(ALLOW_METHODS, (value) => value.replaceAll(',', ';')),
  'a header is missing': changing(ALLOW_HEADERS, dropFirst),
  'a header is added': changing(ALLOW_HEADERS, (value) => `${value},x-unlisted`),
  'any header is allowed': adding(ALLOW_HEADERS, '*'),
  'authorization is allowed beside *': changing(ALLOW_HEADERS, (value) => (value === '*' ? '*,authorization' : value)),
  'headers have quotes': changing(ALLOW_HEADERS, (value) => `"${value}"`),
  '* is sent with credentials': deciding((decision) =>
    decision.headers.some(([name]) => name === 'access-control-allow-credentials')
      ? { ...decision, headers: decision.headers.map(([name, value]) => [name, name === ALLOW_HEADERS ? '*' : value]) }
      : decision,
  ),
  'nothing is exposed': changing(EXPOSE_HEADERS, () => undefined),
  'one name more is exposed': changing(EXPOSE_HEADERS, (value) => `${value},x-internal`),
  'everything is exposed': adding(EXPOSE_HEADERS, '*'),
  'preflights have status 404': deciding((decision) =>
    decision.kind === 'preflight' ? { ...decision, status: 404 } : decision,
  ),
  'preflights have status 304': deciding((decision) =>
    decision.kind === 'preflight' ? { ...decision, status: 304 } : decision,
  ),
  'a private network is always allowed': adding('access-control-allow-private-network', 'true'),
  'a private network is never allowed': changing('access-control-allow-private-network', () => undefined),
  'strangers are not turned away': havingConfig((rule) => ({ ...rule, disallowed: 'omit' })),
  'strangers are always turned away': havingConfig((rule) => ({ ...rule, disallowed: 'reject' })),
  'forged writes pass': havingConfig((rule) => ({ ...rule, csrf: false })),
  'paths are not read': havingConfig((rule) => ({ ...rule, paths: undefined })),
};
