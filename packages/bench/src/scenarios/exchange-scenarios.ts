import type { PolicyConfig } from '@cors-policy/core';
import type { PlainRequest } from './fresh-requests.js';

/** A request to a server, and what a browser makes of the answer. */
export interface ExchangeScenario {
  readonly name: string;
  readonly request: PlainRequest;
  /** Whether the response lets the page read it, or lets the request after a preflight go out. */
  readonly granted: boolean;
}

/** What all contenders are set up with. Few origins, since most peers go through their list one by one. */
export const exchangePolicy = {
  origins: ['https://www.example.com', 'https://app.example.com', 'https://admin.example.com'],
  methods: ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'x-requested-with', 'x-trace'],
  credentials: true,
  maxAge: 600,
} as const satisfies PolicyConfig;

const ALLOWED = 'https://app.example.com';
const DENIED = 'https://stranger.example.org';

const preflight = (origin: string, headers: string): PlainRequest => ({
  kind: 'preflight',
  origin,
  method: 'PUT',
  headers,
});

export const noOrigin: ExchangeScenario = { name: 'no origin', request: { kind: 'no-origin' }, granted: false };
export const allowed: ExchangeScenario = {
  name: 'allowed',
  request: { kind: 'actual', origin: ALLOWED },
  granted: true,
};
export const denied: ExchangeScenario = { name: 'denied', request: { kind: 'actual', origin: DENIED }, granted: false };
export const preflightAllowed: ExchangeScenario = {
  name: 'preflight allowed',
  request: preflight(ALLOWED, 'authorization,content-type,x-trace'),
  granted: true,
};
const preflightDeniedOrigin: ExchangeScenario = {
  name: 'preflight, denied origin',
  request: preflight(DENIED, 'authorization,content-type,x-trace'),
  granted: false,
};
const preflightDeniedHeader: ExchangeScenario = {
  name: 'preflight, denied header',
  request: preflight(ALLOWED, 'authorization,content-type,x-unknown'),
  granted: false,
};

/** In the order of the targets. */
export const exchangeScenarios: readonly ExchangeScenario[] = [
  noOrigin,
  allowed,
  denied,
  preflightAllowed,
  preflightDeniedOrigin,
  preflightDeniedHeader,
];
