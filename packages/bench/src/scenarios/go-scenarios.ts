import type { PolicyConfig } from '@cors-policy/core';
import type { DecisionScenario } from './decision-scenario.js';
import type { PlainPreflight, PlainRequest } from './fresh-requests.js';

/** A scenario that libraries for Go are published with, and the nanoseconds that its authors tell of it. */
export interface GoScenario extends DecisionScenario {
  readonly published: { readonly rs: number; readonly jub0bs?: number };
}

/** Where scenarios and figures are from, and what the figures were measured on. */
export interface GoSource {
  readonly address: string;
  readonly measuredOn: string;
  readonly scenarios: readonly GoScenario[];
}

const REQUESTS = 200;

const preflight = (origin: string, headers?: string): PlainPreflight => ({
  kind: 'preflight',
  origin,
  method: 'PUT',
  ...(headers !== undefined && { headers }),
});

const REST = { allowedHeaders: ['accept', 'content-type', 'x-requested-with'], maxAge: false } as const;

function scenario(
  name: string,
  policy: PolicyConfig,
  request: PlainRequest,
  verdict: GoScenario['verdict'],
  [rs, jub0bs]: readonly [rs: number, jub0bs?: number],
): GoScenario {
  return {
    name,
    policy,
    requests: Array.from({ length: REQUESTS }, () => request),
    verdict,
    published: { rs, ...(jub0bs !== undefined && { jub0bs }) },
  };
}

type Figures = readonly [rs: number, jub0bs: number];

/** A list of origins, one that it holds and one that it does not, and the figures of what is asked of it. */
interface Asked {
  readonly name: string;
  readonly origins: '*' | readonly string[];
  readonly held: string;
  readonly actual: Figures;
  readonly preflight: Figures;
  readonly denied?: { readonly stranger: string; readonly actual: Figures; readonly preflight: Figures };
}

const longOrigin = (first: string): string => `https://${first}${'.a'.repeat(126)}`;

const lists: readonly Asked[] = [
  {
    name: 'one origin',
    origins: ['https://example.com'],
    held: 'https://example.com',
    actual: [516.5, 536.4],
    preflight: [440.8, 381.8],
    denied: { stranger: 'https://example.org', actual: [517.5, 511.8], preflight: [367.5, 98.75] },
  },
  {
    name: 'nine patterns',
    origins: ['net', 'org', 'com'].flatMap((name) => [
      `https://*.example.${name}`,
      `https://example.${name}:8080`,
      `https://example.${name}`,
    ]),
    held: 'https://example.com',
    actual: [522.1, 540.5],
    preflight: [443.7, 385.2],
    denied: { stranger: 'https://example.org:6060', actual: [529.4, 521.5], preflight: [376.1, 105] },
  },
  {
    name: 'two long origins',
    origins: [longOrigin('a'), longOrigin('b')],
    held: longOrigin('a'),
    actual: [571.8, 545.8],
    preflight: [491.9, 389],
    denied: { stranger: longOrigin('c'), actual: [572, 520.6], preflight: [422.7, 103.9] },
  },
  {
    name: '1000 origins',
    origins: Array.from({ length: 1000 }, (_, place) => `https://${String(place).padStart(3, '0')}.example.com`),
    held: 'https://999.example.com',
    actual: [1025.5, 562.6],
    preflight: [923.6, 405.7],
    denied: { stranger: 'https://example.org:6060', actual: [629.9, 513.6], preflight: [479.35, 99.7] },
  },
  {
    name: 'any origin',
    origins: '*',
    held: 'https://example.com',
    actual: [517.2, 501.5],
    preflight: [434.5, 382.1],
  },
];

function scenariosOf({ name, origins, held, denied, ...allowed }: Asked): GoScenario[] {
  const policy: PolicyConfig = { ...REST, origins, methods: 'PUT' };
  const make = (what: string, request: PlainRequest, verdict: GoScenario['verdict'], figures: Figures): GoScenario =>
    scenario(`${name}: ${what}`, policy, request, verdict, figures);
  return [
    make('actual, allowed', { kind: 'actual', origin: held }, 'allowed', allowed.actual),
    make('preflight, allowed', preflight(held), 'allowed', allowed.preflight),
    ...(denied === undefined
      ? []
      : [
          make('actual, denied', { kind: 'actual', origin: denied.stranger }, 'denied', denied.actual),
          make('preflight, denied', preflight(denied.stranger), 'denied', denied.preflight),
        ]),
  ];
}

const anyOrigin: PolicyConfig = { ...REST, origins: '*', methods: 'PUT' };
const simple: PolicyConfig = { ...REST, origins: '*', methods: ['GET', 'POST', 'HEAD'] };
const dummy = 'https://somedomain.com';

export const goSources: readonly GoSource[] = [
  {
    address: 'https://github.com/jub0bs/cors-benchmarks',
    measuredOn: 'Go 1.27.1 on an Apple M4, ten cores at once, with rs/cors 1.11.1 and jub0bs/cors 1.1.3',
    scenarios: [
      ...lists.flatMap(scenariosOf),
      // https://github.com/rs/cors/issues/170. To RFC 9110 it is an empty list, however long.
      scenario(
        'any origin: preflight, 1024 commas',
        anyOrigin,
        preflight('https://example.com', ','.repeat(1024)),
        'allowed',
        [438.6, 117.2],
      ),
    ],
  },
  {
    address: 'https://github.com/rs/cors',
    measuredOn: 'a machine that its README does not tell',
    scenarios: [
      scenario('any origin: actual', simple, { kind: 'actual', origin: dummy }, 'allowed', [469]),
      scenario(
        'one origin: actual',
        { ...REST, origins: dummy, methods: ['GET', 'POST', 'HEAD'] },
        { kind: 'actual', origin: dummy },
        'allowed',
        [608],
      ),
      scenario('any origin: preflight', simple, { ...preflight(dummy), method: 'GET' }, 'allowed', [73.2]),
      scenario(
        'any origin: preflight with a header',
        simple,
        { ...preflight(dummy, 'accept'), method: 'GET' },
        'allowed',
        [73.6],
      ),
    ],
  },
];
