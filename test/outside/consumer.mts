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
import { withCors as withFetchCors } from '@cors-policy/fetch';
import { type CorsOptions, cors, withCors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';

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
export const handler: (request: Request, env: { KEY: string }) => Promise<Response> = withFetchCors(
  policy,
  (_request, env) => new Response(env.KEY),
);

// @ts-expect-error a wildcard with credentials does not compile
definePolicy({ origins: '*', credentials: true });
// @ts-expect-error origins are required
definePolicy({ credentials: true });
// @ts-expect-error a policy is made by definePolicy only
evaluate({ warnings: [] }, request);
