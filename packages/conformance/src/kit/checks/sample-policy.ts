import type { CorsAnswer } from '../check/expectation.js';
import type { ConfigUnderTest, CorsSetup, OptionsScript, PolicyScript } from '../fixture/server-setup.js';
import type { WireHeader, WireRequest } from '../wire/wire-message.js';

/** The origins, policies and expected answers that the checks have in common, written out by hand. */

export const allowedOrigin = 'https://app.example';
export const deniedOrigin = 'https://evil.example';

/** A list with credentials, so that every header of an answer is there. */
export const listConfig = {
  origins: [allowedOrigin],
  credentials: true,
  methods: ['PUT'],
  allowedHeaders: ['x-a', 'x-b'],
  exposedHeaders: ['x-total'],
  maxAge: 600,
} as const satisfies ConfigUnderTest;

export const publicConfig = {
  origins: '*',
  allowedHeaders: ['x-a'],
  methods: ['PUT'],
} as const satisfies ConfigUnderTest;

export const scopedConfig = { ...listConfig, paths: ['/api/*'] } as const satisfies ConfigUnderTest;

export const rejectingConfig = { ...listConfig, disallowed: 'reject' } as const satisfies ConfigUnderTest;

export const policyOf = (config: ConfigUnderTest): PolicyScript => ({ kind: 'policy', config });

export const corsWith = (config: ConfigUnderTest, options?: OptionsScript): CorsSetup => ({
  policy: policyOf(config),
  options,
});

export const listCors: CorsSetup = corsWith(listConfig);

/** What the list policy sends with an actual response to its origin. */
export const actualLines: readonly WireHeader[] = [
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-origin', allowedOrigin],
  ['access-control-expose-headers', 'x-total'],
];

export const originVary: readonly string[] = ['Origin'];

export const preflightVary: readonly string[] = [
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
];

/** What the list policy answers a preflight of its origin, allowed or refused for its method or headers. */
export const preflightAnswer: CorsAnswer = {
  cors: [
    ['access-control-allow-credentials', 'true'],
    ['access-control-allow-headers', 'x-a,x-b'],
    ['access-control-allow-methods', 'PUT'],
    ['access-control-allow-origin', allowedOrigin],
    ['access-control-max-age', '600'],
  ],
  vary: preflightVary,
};

export const refusedPreflightAnswer: CorsAnswer = { cors: [], vary: preflightVary };

/** Somebody who sends an actual request to the list policy, and what it then adds. */
export interface Caller {
  readonly name: string;
  readonly headers: readonly WireHeader[];
  readonly answer: CorsAnswer;
}

export const allowedCaller: Caller = {
  name: 'an allowed origin',
  headers: [['Origin', allowedOrigin]],
  answer: { cors: actualLines, vary: originVary },
};

export const deniedCaller: Caller = {
  name: 'a denied origin',
  headers: [['Origin', deniedOrigin]],
  answer: { cors: [], vary: originVary },
};

export const silentCaller: Caller = { name: 'no origin', headers: [], answer: { cors: [], vary: originVary } };

export const callers: readonly Caller[] = [allowedCaller, deniedCaller, silentCaller];

export const fromOrigin = (origin: string, request: WireRequest = {}): WireRequest => ({
  ...request,
  headers: [['Origin', origin], ...(request.headers ?? [])],
});

/** A preflight, by default one that the list policy allows; `headers` is null where there is no such field. */
export const preflight = (
  origin = allowedOrigin,
  method = 'PUT',
  headers: string | null = 'x-a',
  target = '/',
): WireRequest => ({
  method: 'OPTIONS',
  target,
  headers: [
    ['Origin', origin],
    ['Access-Control-Request-Method', method],
    ...(headers === null ? [] : [['Access-Control-Request-Headers', headers] as const]),
  ],
});
