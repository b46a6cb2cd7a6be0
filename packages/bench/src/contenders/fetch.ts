import { withCors } from '@cors-policy/fetch';
import { cors as elysiaCors } from '@elysiajs/cors';
import { Elysia } from 'elysia';
import { H3, handleCors } from 'h3';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { asyncLoopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';
import { fetchRequests } from '../scenarios/fetch-requests.js';
import type { ExchangeContender } from './exchange-contender.js';
import { BARE, type LineUp } from './line-up.js';

type FetchHandler = (request: Request) => Response | Promise<Response>;

const hello = (): Response => new Response('hello');

/** What a server does with a preflight at the very least. */
const noContent = (): Response => new Response(null, { status: 204 });

const handler: FetchHandler = ({ method }) => (method === 'OPTIONS' ? noContent() : hello());

const origin = [...exchangePolicy.origins];
const methods = [...exchangePolicy.methods];
const allowHeaders = [...exchangePolicy.allowedHeaders];
const { credentials, maxAge } = exchangePolicy;

function hono(hasCors: boolean): FetchHandler {
  const app = new Hono();
  if (hasCors) app.use('*', honoCors({ origin, allowMethods: methods, allowHeaders, credentials, maxAge }));
  app.get('/items', hello).options('/items', noContent);
  return (request) => app.fetch(request);
}

function h3(hasCors: boolean): FetchHandler {
  const app = new H3();
  const options = { origin, methods, allowHeaders, exposeHeaders: [], credentials, maxAge: String(maxAge) };
  if (hasCors) {
    app.use((event, next) => {
      const answer = handleCors(event, options);
      return answer === false ? next() : answer;
    });
  }
  app.get('/items', hello).options('/items', noContent);
  return (request) => app.fetch(request);
}

function elysia(hasCors: boolean): FetchHandler {
  const app = new Elysia();
  // Without a list of exposed headers it names all headers of the request.
  const options = { origin, methods, allowedHeaders: allowHeaders, exposeHeaders: [], credentials, maxAge };
  if (hasCors) app.use(elysiaCors(options));
  app.get('/items', hello);
  if (!hasCors) app.options('/items', noContent);
  return (request) => app.handle(request);
}

const contender = (name: string, create: () => FetchHandler, without?: string): ExchangeContender<Request> => ({
  name,
  ...(without !== undefined && { without }),
  prepare: () => create(),
});

export const fetchLineUp: LineUp<Request> = {
  harness: {
    exchanges: ({ request }) => fetchRequests(request, setting('BENCH_BATCH', 100)),
    loopOf: asyncLoopOf,
    answerOf: (_, result) => {
      if (!(result instanceof Response)) throw new Error('the answer is no Response');
      return { status: result.status, fields: [...result.headers] };
    },
  },
  contenders: [
    contender(BARE, () => handler),
    contender('fetch', () => withCors(exchangePolicy, handler), BARE),
    contender('hono alone', () => hono(false)),
    contender('hono', () => hono(true), 'hono alone'),
    contender('h3 alone', () => h3(false)),
    contender('h3', () => h3(true), 'h3 alone'),
    contender('elysia alone', () => elysia(false)),
    contender('elysia', () => elysia(true), 'elysia alone'),
  ],
  ours: 'fetch',
  peers: ['hono', 'h3', 'elysia'],
};
