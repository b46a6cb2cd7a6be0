import { cors as elysiaCors } from '@elysiajs/cors';
import { withCors } from '@cors-policy/fetch';
import { Elysia } from 'elysia';
import { H3, handleCors } from 'h3';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import type { ExchangeContender, Harness } from '../contenders/exchange-contender.js';
import { asyncLoopOf } from '../measure/loop.js';
import { setting } from '../measure/rounds.js';
import type { Family } from '../report/family.js';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';
import { fetchRequests } from '../scenarios/fetch-exchanges.js';
import { measureAddedCost } from './added-cost.js';

type FetchHandler = (request: Request) => Response | Promise<Response>;

const harness: Harness<Request> = {
  exchanges: ({ request }) => fetchRequests(request, setting('BENCH_BATCH', 100)),
  loopOf: asyncLoopOf,
  answerOf: (_, result) => {
    if (!(result instanceof Response)) throw new Error('the answer is no Response');
    return { status: result.status, fields: [...result.headers] };
  },
};

const hello = (): Response => new Response('hello');
const noContent = (): Response => new Response(null, { status: 204 });

const { methods, allowedHeaders, credentials, maxAge } = exchangePolicy;
const origins = [...exchangePolicy.origins];

const handler: FetchHandler = ({ method }) => (method === 'OPTIONS' ? noContent() : hello());

function hono(hasCors: boolean): FetchHandler {
  const app = new Hono();
  const options = { origin: origins, allowMethods: [...methods], allowHeaders: [...allowedHeaders], credentials, maxAge };
  if (hasCors) app.use('*', honoCors(options));
  app.get('/items', hello).options('/items', noContent);
  return (request) => app.fetch(request);
}

function h3(hasCors: boolean): FetchHandler {
  const app = new H3();
  const options = {
    origin: origins,
    methods: [...methods],
    allowHeaders: [...allowedHeaders],
    credentials,
    maxAge: String(maxAge),
    preflight: { statusCode: 204 },
  };
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
  const options = { origin: origins, methods: [...methods], allowedHeaders: [...allowedHeaders], exposeHeaders: [], credentials, maxAge };
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

const contenders = [
  contender('no CORS', () => handler),
  contender('fetch', () => withCors(exchangePolicy, handler), 'no CORS'),
  contender('hono alone', () => hono(false)),
  contender('hono', () => hono(true), 'hono alone'),
  contender('h3 alone', () => h3(false)),
  contender('h3', () => h3(true), 'h3 alone'),
  contender('elysia alone', () => elysia(false)),
  contender('elysia', () => elysia(true), 'elysia alone'),
];

export const fetchFamily: Family = {
  name: 'fetch',
  run: async () => {
    const { report } = await measureAddedCost({
      name: 'fetch',
      title: 'fetch',
      notes: [
        "A real `Request` in, a real `Response` out, of Node's own. What each adds is the difference to the same framework without CORS; a preflight there gets a bare 204.",
      ],
      harness,
      contenders,
      ours: 'fetch',
      peers: ['hono', 'h3', 'elysia'],
      limits: [1 / 6, 1 / 4, 1 / 8, 1 / 4, 1 / 5, 1 / 5],
    });
    return report;
  },
};
