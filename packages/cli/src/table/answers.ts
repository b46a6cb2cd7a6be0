import {
  type CanonicalRule,
  definePolicy,
  evaluate,
  type HeaderDecision,
  type Policy,
  type PolicyConfig,
  type RequestDescriptor,
} from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import type { PlacedRule } from './rule-groups.js';

/** What a group answers to one kind of request. */
export interface Answer {
  readonly request: string;
  readonly decision: HeaderDecision;
}

/** Stands for an origin that a rule allows, and for one that none does. Nobody can own a name below `.invalid`. */
const allowedBy = (index: number): string => `https://allowed-by-rule-${index}.invalid`;
const STRANGER = 'https://any-other.invalid';

/**
 * Asks the engine what a group answers.
 *
 * The group is defined again without its paths, and with a stand-in among the origins of each rule that lists some, so
 * that what a regex allows can be asked for too.
 */
export function answersOf({ rules }: { readonly rules: readonly PlacedRule[] }): readonly Answer[] {
  const policy = standInPolicy(rules);
  const ask = (request: string, descriptor: RequestDescriptor): Answer => ({
    request,
    decision: withoutStandIns(evaluate(policy, descriptor)),
  });
  const isOpen = rules.some(({ rule }) => rule.origins === '*');
  return [
    ask('no Origin', { method: 'GET', headers: {} }),
    ...rules.flatMap((placed) => answersToAllowed(placed, ask)),
    ...(isOpen
      ? []
      : [
          ask('any other origin', request('GET', STRANGER)),
          ask('any other origin, preflight', preflight(STRANGER, 'GET')),
        ]),
    ask('Origin: null', request('GET', 'null')),
    ask('a malformed Origin', request('GET', `${STRANGER}/`)),
    ...(rules.some(({ rule }) => rule.csrf !== false)
      ? [ask('POST of an origin that is not trusted', request('POST', STRANGER))]
      : []),
  ];
}

function answersToAllowed(
  { index, rule }: PlacedRule,
  ask: (request: string, descriptor: RequestDescriptor) => Answer,
): readonly Answer[] {
  if (rule.origins === 'none') return [];
  const origin = allowedBy(index);
  const who = `allowed origin (rule ${index})`;
  return [
    ask(who, request('GET', origin)),
    ask(`${who}, preflight`, preflight(origin, 'GET')),
    ...(rule.methods === '*' ? [] : [ask(`${who}, preflight of another method`, preflight(origin, 'X-OTHER'))]),
    ...(rule.allowedHeaders === '*'
      ? []
      : [ask(`${who}, preflight with another header`, preflight(origin, 'GET', 'x-any-other'))]),
  ];
}

function request(method: string, origin: string): RequestDescriptor {
  return { method, headers: { origin, 'sec-fetch-site': 'cross-site' } };
}

function preflight(origin: string, method: string, header?: string): RequestDescriptor {
  return {
    method: 'OPTIONS',
    headers: {
      origin,
      'sec-fetch-site': 'cross-site',
      'access-control-request-method': method,
      ...(header !== undefined && { 'access-control-request-headers': header }),
    },
  };
}

function standInPolicy(rules: readonly PlacedRule[]): Policy {
  const standIns = rules.map(({ index, rule }) => {
    const { origins, csrf } = rule;
    const standIn = allowedBy(index);
    return {
      ...rule,
      paths: undefined,
      origins: withStandIn(origins, standIn),
      csrf:
        csrf !== false && trustsAll(csrf.trustedOrigins, origins)
          ? { trustedOrigins: withStandIn(csrf.trustedOrigins, standIn) }
          : csrf,
    };
  });
  // Canonical rules with one more origin: `definePolicy` takes what it has given.
  return definePolicy(standIns as readonly PolicyConfig[], { publicSuffixes });
}

type Origins = CanonicalRule['origins'];

function withStandIn(origins: Origins, standIn: string): Origins {
  return typeof origins === 'string' ? origins : [...origins, standIn];
}

/** Whether all that may read may also write, as far as it is written alike. */
function trustsAll(trusted: Origins, origins: Origins): boolean {
  if (typeof trusted === 'string' || typeof origins === 'string') return false;
  const keys = new Set(trusted.map((origin) => JSON.stringify(origin)));
  return origins.every((origin) => keys.has(JSON.stringify(origin)));
}

/** With words where the origin of the request is sent back. */
function withoutStandIns(decision: HeaderDecision): HeaderDecision {
  const headers = decision.headers.map(([name, value]): readonly [string, string] => [
    name,
    /^https:\/\/[a-z0-9-]+\.invalid$/.test(value) ? '<Origin>' : value,
  ]);
  return { ...decision, headers };
}
