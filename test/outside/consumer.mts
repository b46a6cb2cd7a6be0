// What a user's compiler sees of the packages, as ES modules: compiled outside the workspace, on the packed tarballs.
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import {
  definePolicy,
  evaluate,
  type HeaderDecision,
  type Policy,
  type PolicyConfig,
  type RequestDescriptor,
} from '@cors-policy/core';
import { applyDecision as applyToReply, cors as fastifyCors, type RouteCors } from '@cors-policy/fastify';
import { cors as fetchCors, withCors as withFetchCors } from '@cors-policy/fetch';
import { type CorsOptions as KoaCorsOptions, cors as koaCors } from '@cors-policy/koa';
import { type CorsOptions, cors, withCors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import express from 'express';
import fastify, { type FastifyRequest } from 'fastify';
import Koa, { type Context } from 'koa';

const config: PolicyConfig = {
  origins: ['https://*.example.com', /^https:\/\/pr-\d+\.example\.org$/],
  credentials: true,
};
const policy: Policy = definePolicy([config, { origins: '*', paths: '/public/*' }], { publicSuffixes });

const request: RequestDescriptor = { method: 'GET', headers: { origin: 'https://a.example.com' } };
export const decision: HeaderDecision = evaluate(policy, request);

const options: CorsOptions<IncomingMessage> = {
  onDecision: ({ reason }, { url }) => [reason, url],
};
createServer(withCors(policy, (_request, response) => response.end(), options));
createHttp2Server(withCors(policy, (_request: Http2ServerRequest, response: Http2ServerResponse) => response.end()));
cors({ origins: 'none' });

const application = express();
application.use(cors(policy));
application.use(cors<express.Request>((asked) => (asked.hostname === 'a.example' ? policy : undefined)));

export const handler: (request: Request, env: { KEY: string }) => Promise<Response> = withFetchCors(
  policy,
  (_request, env) => new Response(env.KEY),
  { onError: () => new Response('failed', { status: 500 }) },
);
export const middleware: (request: Request, next: () => Response) => Promise<Response> = fetchCors(policy);

const koaOptions: KoaCorsOptions<Context> = { allow: ({ host }, origin) => origin.endsWith(host) };
new Koa().use(koaCors(policy)).use(koaCors<Context>(policy, koaOptions));
new Koa().use(koaCors((ctx: Context) => (ctx.host === 'a.example' ? policy : undefined), { vary: 'Host' }));

const app = fastify();
const own: RouteCors = ({ hostname }: FastifyRequest) => (hostname === 'a.example' ? policy : undefined);
await app.register(fastifyCors, { policy: config, publicSuffixes, onDecision: ({ kind }, { id }) => [kind, id] });
app.get('/own', { config: { cors: own } }, async () => 'hello');
app.get('/none', { config: { cors: false } }, (_request, reply) => applyToReply(reply, decision));

// @ts-expect-error a wildcard with credentials does not compile
definePolicy({ origins: '*', credentials: true });
// @ts-expect-error origins are required
definePolicy({ credentials: true });
// @ts-expect-error a policy is made by definePolicy only
evaluate({ warnings: [] }, request);
// @ts-expect-error a plugin without a policy
app.register(fastifyCors, {});
// @ts-expect-error a route cannot have `true` for a policy
app.get('/true', { config: { cors: true } }, async () => 'hello');
// @ts-expect-error onError is an option of the Fetch adapter alone
koaCors(policy, { onError: () => undefined });
