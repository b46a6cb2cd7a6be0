import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { env } from 'node:process';
import {
  type BrowserRequest,
  browse,
  type HeaderList,
  type Server,
  type WireRequest,
} from '@cors-policy/browser-model';
import { definePolicy, evaluate, type PolicyConfig } from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import fastifyCors from '@fastify/cors';
import koaCors from '@koa/cors';
import cors from 'cors';
import fc from 'fast-check';
import fastify from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { describe, expect, test } from 'vitest';
import type { Conversion } from '../conversion.js';
import { fromExpress } from './from-express.js';
import { fromFastify } from './from-fastify.js';
import { fromHono } from './from-hono.js';
import { fromKoa } from './from-koa.js';

/** A server with the library in front answers each request, so this is tried less often than what is pure. */
const RUNS = Math.min(5000, Math.ceil(Number(env.PROPERTY_RUNS ?? 1000) / 5));

type Options = Readonly<Record<string, unknown>>;

interface Peer {
  readonly convert: (options: Options) => Conversion;
  /** The library itself, in front of an application that answers everything with 200 and `x-exposed`. */
  readonly serve: (options: Options) => Server;
  readonly options: fc.Arbitrary<Options>;
}

const ORIGINS = ['https://a.example', 'https://b.example', 'https://evil-a.example', 'https://x.a.example', 'null'];
// Not OPTIONS: a note says of each library what it makes of one that is no preflight.
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'PROPFIND'];

const asked: fc.Arbitrary<BrowserRequest> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  url: fc.constant('https://api.example/item'),
  method: fc.constantFrom(...METHODS),
  headers: fc.subarray<[string, string]>([
    ['x-one', '1'],
    ['x-two', '2'],
    ['authorization', 'Bearer x'],
  ]),
  mode: fc.constant('cors' as const),
  credentials: fc.constantFrom('include' as const, 'omit' as const),
});

const exact = fc.constantFrom(...ORIGINS);
const regex = fc.constantFrom(
  /a\.example$/,
  /^https:\/\/a\.example$/,
  /^https:\/\/.*a/,
  /./,
  /^https:\/\/a\.example|b/,
);
const texts = fc.oneof(fc.constantFrom('*', ''), exact);
const deep = fc.oneof(texts, regex, fc.boolean(), fc.array(fc.oneof(exact, regex, fc.constant('*')), { maxLength: 3 }));

const namesOf = (...names: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...names]);
const listOrText = (names: fc.Arbitrary<string[]>): fc.Arbitrary<string | string[]> =>
  fc.oneof(
    names,
    names.map((list) => list.join(',')),
    names.map((list) => list.join(', ')),
  );
const methods = namesOf('GET', 'PUT', 'OPTIONS', 'PROPFIND', '*');
const headers = namesOf('x-one', 'X-Two', 'Authorization', '*');
const exposed = namesOf('x-exposed', '*');

/** A header list from what a Node response holds. */
const listFrom = (fields: NodeJS.Dict<number | string | string[]>): HeaderList =>
  Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );

const nodeRequest = ({ method, url, headers: list }: WireRequest): [IncomingMessage, ServerResponse] => {
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.url = new URL(url).pathname;
  request.headers = Object.fromEntries(list);
  return [request, new ServerResponse(request)];
};

const peers: Readonly<Record<string, Peer>> = {
  cors: {
    convert: fromExpress,
    options: fc.record(
      {
        origin: deep,
        methods: listOrText(methods),
        allowedHeaders: listOrText(headers),
        exposedHeaders: listOrText(exposed),
        credentials: fc.boolean(),
        maxAge: fc.constantFrom(0, 5, '60'),
        optionsSuccessStatus: fc.constantFrom(200, 204),
      },
      { requiredKeys: [] },
    ),
    serve: (options) => {
      const middleware = cors(options);
      return (asks) => {
        const [request, response] = nodeRequest(asks);
        middleware(request, response, () => response.setHeader('x-exposed', '1').end());
        return { status: response.statusCode, headers: listFrom(response.getHeaders()) };
      };
    },
  },
  '@koa/cors': {
    convert: fromKoa,
    options: fc.record(
      {
        origin: texts,
        allowMethods: listOrText(methods),
        allowHeaders: listOrText(headers),
        exposeHeaders: listOrText(exposed),
        credentials: fc.boolean(),
        maxAge: fc.constantFrom(0, 5, '60'),
      },
      { requiredKeys: [] },
    ),
    serve: (options) => {
      const app = new Koa();
      app.use(koaCors(options)).use((context) => {
        context.status = 200;
        context.set('x-exposed', '1');
      });
      const handle = app.callback();
      return async (asks) => {
        const [request, response] = nodeRequest(asks);
        await handle(request, response);
        return { status: response.statusCode, headers: listFrom(response.getHeaders()) };
      };
    },
  },
  '@fastify/cors': {
    convert: fromFastify,
    options: fc.record(
      {
        origin: deep.filter((origin) => origin !== ''),
        methods: listOrText(methods),
        allowedHeaders: listOrText(headers),
        exposedHeaders: listOrText(exposed),
        credentials: fc.boolean(),
        maxAge: fc.constantFrom(0, 5, 60),
        optionsSuccessStatus: fc.constantFrom(200, 204),
        strictPreflight: fc.constant(false),
      },
      { requiredKeys: ['strictPreflight'] },
    ),
    serve: (options) => {
      const app = fastify({ exposeHeadRoutes: false });
      app.addHttpMethod('PROPFIND', { hasBody: false });
      // Whatever Fastify makes of a QUERY without a body.
      app.addHook('onRequest', async (_request, reply) => void reply.header('x-exposed', '1'));
      void app.register(fastifyCors, options);
      void app.register(async (scope) => {
        scope.route({
          method: METHODS,
          url: '*',
          handler: async () => 'x',
        });
      });
      return async ({ method, url, headers: list }) => {
        // PROOF: it takes every method, though its types do not say so.
        const response = await app.inject({ method: method as 'GET', url, headers: Object.fromEntries(list) });
        return { status: response.statusCode, headers: listFrom(response.headers) };
      };
    },
  },
  'hono/cors': {
    convert: fromHono,
    options: fc.record(
      {
        origin: fc.oneof(texts, fc.array(exact, { maxLength: 3 })),
        allowMethods: methods,
        allowHeaders: headers,
        exposeHeaders: exposed,
        credentials: fc.boolean(),
        maxAge: fc.constantFrom(0, 5),
      },
      { requiredKeys: [] },
    ),
    serve: (options) => {
      const app = new Hono();
      app.use('*', honoCors(options)).all('*', (context) => context.text('x', 200, { 'x-exposed': '1' }));
      return async ({ method, url, headers: list }) => {
        const response = await app.request(url, { method, headers: Object.fromEntries(list) });
        return { status: response.status, headers: [...response.headers] };
      };
    },
  },
};

/** What `definePolicy` calls dangerous is what the options said, and is compared all the same. */
const dangerously = {
  nullOriginWithCredentials: true,
  insecureOrigins: true,
  publicSuffixWildcards: true,
  looseRegexes: true,
};

const serveOurs = (config: PolicyConfig): Server => {
  // PROOF: a rule with one more field is a rule.
  const policy = definePolicy({ ...config, dangerously } as PolicyConfig, { publicSuffixes });
  return ({ method, headers: list }) => {
    const decision = evaluate(policy, { method, headers: Object.fromEntries(list) });
    return { status: decision.status ?? 200, headers: [...decision.headers, ['x-exposed', '1']] };
  };
};

/** What a page gets: whether it can read the answer, and of its headers the one that may be exposed. */
const sightOf = async (request: BrowserRequest, server: Server): Promise<readonly [boolean, boolean]> => {
  const { readable, headers: seen } = await browse(request, server);
  return [readable, seen.some(([name]) => name === 'x-exposed')];
};

/** Options of which a note says that the policy is narrower, whatever the request. */
const isNarrower = (options: Options, { notes }: Conversion): boolean => {
  const hasLiteralWildcard = Object.entries(options).some(
    ([name, value]) => name !== 'origin' && JSON.stringify(value).includes('*'),
  );
  return notes.some(({ severity }) => severity === 'lost') || (options.credentials === true && hasLiteralWildcard);
};

describe.each(Object.entries(peers))('options of %s', (_name, { convert, serve, options: generated }) => {
  test('let pages read what the policy that is made of them lets them read; less only where a note says so', async () => {
    await fc.assert(
      fc.asyncProperty(generated, asked, async (options, request) => {
        const conversion = convert(options);
        const [there, here] = [
          await sightOf(request, serve(options)),
          await sightOf(request, serveOurs(conversion.config)),
        ];
        const losesNull =
          request.origin === 'null' && conversion.notes.some(({ message }) => message.includes("'null'"));
        if (losesNull || isNarrower(options, conversion))
          expect([there[0] || !here[0], there[1] || !here[1]]).toEqual([true, true]);
        else expect(here).toEqual(there);
      }),
      { numRuns: RUNS },
    );
  });
});
