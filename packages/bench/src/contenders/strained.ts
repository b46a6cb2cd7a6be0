import { withCors } from '@cors-policy/fetch';
import { cors as koaPolicy } from '@cors-policy/koa';
import { cors as nodePolicy } from '@cors-policy/node-http';
import koaCors from '@koa/cors';
import cors from 'cors';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa, { type Middleware } from 'koa';
import { asyncLoopOf, loopOf } from '../measure/loop.js';
import type { Subject } from '../measure/rounds.js';
import { largestList } from '../scenarios/evaluate-scenarios.js';
import { fetchRequests } from '../scenarios/fetch-requests.js';
import type { PlainRequest } from '../scenarios/fresh-requests.js';
import { type NodeExchange, nodeExchanges } from '../scenarios/node-exchanges.js';
import { listedOrigins } from '../scenarios/origin-names.js';
import type { NodeStep } from './node-http-steps.js';

/** What costs a peer more the larger the policy or the request is: ours and the peer's, on the same whole request. */
export interface Strain {
  readonly name: string;
  readonly ours: Subject;
  readonly peer: Subject;
}

/** Each takes so long that a few are enough. */
const REQUESTS = 10;

function nodeSubject(name: string, request: PlainRequest, step: NodeStep): Subject {
  const take = nodeExchanges(request, REQUESTS);
  const loop = loopOf(({ request, response }: NodeExchange) => step(request, response, () => response.end('hello')));
  return { name, prepare: () => batchOf(take(), loop) };
}

function koaSubject(name: string, request: PlainRequest, step: Middleware): Subject {
  const app = new Koa();
  const take = nodeExchanges(request, REQUESTS);
  const loop = asyncLoopOf(async ({ request, response }: NodeExchange) => {
    const context = app.createContext(request, response);
    await step(context, async () => {
      response.end('hello');
    });
  });
  return { name, prepare: () => batchOf(take(), loop) };
}

function fetchSubject(
  name: string,
  request: PlainRequest,
  handler: (request: Request) => Response | Promise<Response>,
): Subject {
  const take = fetchRequests(request, REQUESTS);
  const loop = asyncLoopOf(handler);
  return { name, prepare: () => batchOf(take(), loop) };
}

const batchOf = <Exchange>(exchanges: Exchange[], loop: (exchanges: Exchange[]) => void | Promise<void>) => ({
  size: exchanges.length,
  run: () => loop(exchanges),
});

const stranger: PlainRequest = { kind: 'actual', origin: 'https://stranger.example.org' };
const longOrigin: PlainRequest = { kind: 'actual', origin: `https://${'a'.repeat(8172)}.example.com` };

/** The policies are made only when they are asked for: the largest take their time. */
export function everyStrain(): Strain[] {
  const listed = listedOrigins(largestList);
  const places = Array.from({ length: 100 }, (_, place) => place);
  const wildcards = places.map((place) => `https://*.preview-${place}.example.com`);
  const regexes = places.map((place) => new RegExp(`^https://.+\\.preview-${place}\\.example\\.com$`));
  const commas: PlainRequest = {
    kind: 'preflight',
    origin: 'https://app.example.com',
    method: 'PUT',
    headers: ','.repeat(16_384),
  };
  const hello = (): Response => new Response('hello');
  const peer = new Hono().use('*', honoCors({ origin: ['https://app.example.com'] })).get('/items', hello);
  return [
    {
      name: `${largestList} origins, denied, beside cors`,
      ours: nodeSubject('node-http, a long list', stranger, nodePolicy({ origins: listed })),
      peer: nodeSubject('cors, a long list', stranger, cors({ origin: listed })),
    },
    {
      name: `${largestList} origins, denied, beside @koa/cors with includes`,
      ours: koaSubject('koa, a long list', stranger, koaPolicy({ origins: listed })),
      peer: koaSubject(
        '@koa/cors with includes, a long list',
        stranger,
        koaCors({ origin: (context) => (listed.includes(context.get('Origin')) ? context.get('Origin') : '') }),
      ),
    },
    {
      name: '100 wildcards, to the peer regexes, 8 KB Origin, beside cors',
      ours: nodeSubject('node-http, a long origin', longOrigin, nodePolicy({ origins: wildcards })),
      peer: nodeSubject('cors, a long origin', longOrigin, cors({ origin: regexes })),
    },
    {
      name: '16 KB of commas in ACRH, beside hono',
      ours: fetchSubject('fetch, commas', commas, withCors({ origins: 'https://app.example.com' }, hello)),
      peer: fetchSubject('hono, commas', commas, (request) => peer.fetch(request)),
    },
  ];
}
