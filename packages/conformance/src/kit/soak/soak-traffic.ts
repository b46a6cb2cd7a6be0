import type { PolicyConfig, Reason } from '@cors-policy/core';
import type { WireHeader, WireRequest } from '../wire/wire-message.js';

/** What the server of a soak is set up with, and what it is then asked, over and over. */

const app = 'https://app.example';

export const soakPolicy: readonly PolicyConfig[] = [
  { paths: ['/public/*'], origins: '*' },
  {
    origins: [app, 'https://*.tenants.example', 'http://localhost:*'],
    credentials: true,
    methods: ['PUT', 'DELETE'],
    allowedHeaders: ['x-a', 'x-b'],
    exposedHeaders: ['x-total'],
    csrf: { trustedOrigins: [app] },
  },
];

/** The origin that `allow` grants, and the one about which it fails. */
export const grantedOrigin = 'https://customer.example';
export const failingOrigin = 'https://broken.example';

/** The handler streams without end, or throws; on every other path it answers in one piece. */
export const streamPath = '/stream';
export const failingPath = '/fails';

/** Marks requests of which nobody knows whether they arrive: the server counts them apart. */
export const uncertainHeader = 'x-uncertain';

export interface SoakSort {
  readonly name: string;
  readonly request: (count: number) => WireRequest;
  /** What is told to `onDecision`; `undefined` where it never comes to a decision. */
  readonly reason: Reason | undefined;
  /** What comes back; `undefined` where nobody waits for it. */
  readonly status: number | undefined;
  /** The client hangs up: before its request is whole, once it is sent, or in the middle of the answer. */
  readonly hangsUp?: 'half-way' | 'once sent' | 'mid-stream';
  /** The server hangs up behind its answer. */
  readonly closes?: boolean;
}

const from = (origin: string, request: WireRequest = {}): WireRequest => ({
  ...request,
  headers: [['Origin', origin], ...(request.headers ?? [])],
});

const preflight = (origin: string, method: string, headers: string): WireRequest =>
  from(origin, {
    method: 'OPTIONS',
    headers: [
      ['Access-Control-Request-Method', method],
      ['Access-Control-Request-Headers', headers],
    ],
  });

const sort = (name: string, status: number, reason: Reason, request: (count: number) => WireRequest): SoakSort => ({
  name,
  status,
  reason,
  request,
});

const crossSite: readonly WireHeader[] = [['Sec-Fetch-Site', 'cross-site']];

const valid: readonly SoakSort[] = [
  sort('an allowed origin', 200, 'origin-allowed', () => from(app)),
  sort('no origin', 200, 'no-origin', () => ({})),
  sort('an allowed preflight', 204, 'preflight-allowed', () => preflight(app, 'PUT', 'x-a,x-b')),
  sort('an origin below a wildcard', 200, 'origin-allowed', (count) => from(`https://t${count}.tenants.example`)),
  sort('anybody, of a public path', 200, 'origin-allowed', (count) =>
    from(`https://site-${count}.example`, { target: '/public/file' }),
  ),
  sort('a write of a trusted origin', 200, 'origin-allowed', () => from(app, { method: 'POST', body: 'posted' })),
  sort('an origin that allow grants', 200, 'origin-allowed', () => from(grantedOrigin)),
  sort('a handler that throws', 500, 'origin-allowed', () => from(app, { target: failingPath })),
];

const denied: readonly SoakSort[] = [
  sort('a denied origin', 200, 'origin-not-allowed', (count) => from(`https://denied-${count}.example`)),
  sort('a preflight of a denied origin', 403, 'origin-not-allowed', (count) =>
    preflight(`https://denied-${count}.example`, 'GET', 'x-a'),
  ),
  sort('a preflight of a forged write', 403, 'csrf-denied', (count) =>
    preflight(`https://denied-${count}.example`, 'PUT', 'x-a'),
  ),
  sort('an unlisted method', 204, 'method-not-allowed', (count) => preflight(app, `M${count}`, 'x-a')),
  sort('an unlisted header', 204, 'header-not-allowed', (count) => preflight(app, 'PUT', `x-a,x-${count}`)),
  sort('a forged write', 403, 'csrf-denied', (count) =>
    from(`https://denied-${count}.example`, { method: 'POST', headers: crossSite, body: 'forged' }),
  ),
  sort('an allow that fails', 200, 'allow-failed', () => from(failingOrigin)),
];

const hostile: readonly SoakSort[] = [
  sort('a malformed origin', 200, 'origin-malformed', (count) => from(`${app}/${count}`)),
  sort('a long origin', 200, 'origin-malformed', (count) => from(`https://${'a'.repeat(8_000)}${count}.example`)),
  sort('two Origin lines', 200, 'origin-malformed', (count) =>
    from(app, { headers: [['Origin', `https://denied-${count}.example`]] }),
  ),
  sort('an origin of odd bytes', 200, 'origin-malformed', (count) => from(`\xff\x80"; ${count}\t\xfe`)),
  sort('a huge list of headers', 204, 'header-not-allowed', (count) =>
    preflight(app, 'PUT', `x-${count},${' ,x-a'.repeat(2_400)}`),
  ),
  sort('a huge method', 204, 'method-not-allowed', (count) => preflight(app, `${'A'.repeat(8_000)}${count}`, 'x-a')),
  sort('an ambiguous path', 200, 'path-ambiguous', (count) => from(app, { target: `/public%2f${count}` })),
  {
    name: 'a header block beyond the limit',
    request: (count) => from(app, { headers: [[`x-${count}`, 'a'.repeat(20_000)]] }),
    reason: undefined,
    status: 431,
    closes: true,
  },
  {
    name: 'no request at all',
    request: (count) => ({ method: `\x01${count}` }),
    reason: undefined,
    status: 400,
    closes: true,
  },
];

const hangUps: readonly SoakSort[] = [
  {
    name: 'a client that hangs up half-way',
    request: (count) => from(`https://half-${count}.example`),
    reason: undefined,
    status: undefined,
    hangsUp: 'half-way',
  },
  {
    name: 'a client that hangs up mid-stream',
    request: () => from(app, { target: streamPath }),
    reason: 'origin-allowed',
    status: undefined,
    hangsUp: 'mid-stream',
  },
  {
    name: 'a client that hangs up at once',
    request: (count) => from(`https://gone-${count}.example`, { headers: [[uncertainHeader, '1']] }),
    reason: undefined,
    status: undefined,
    hangsUp: 'once sent',
  },
];

/** One after the other, so that every sort comes equally often; who hangs up, and what costs a connection, a bit less. */
export const soakTraffic: readonly SoakSort[] = [
  ...valid,
  ...denied,
  ...hostile.filter(({ closes }) => closes !== true),
  ...valid,
  ...denied,
  ...hostile,
  ...hangUps,
];
