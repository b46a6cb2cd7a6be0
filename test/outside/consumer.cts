// What a user's compiler sees of the packages, as CommonJS: compiled outside the workspace, on the packed tarballs.
import { definePolicy } from '@cors-policy/core';
import { cors as fastifyCors } from '@cors-policy/fastify';
import { withCors } from '@cors-policy/fetch';
import { cors as koaCors } from '@cors-policy/koa';
import { cors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';

import Express = require('express');
import Fastify = require('fastify');
import Koa = require('koa');

const policy = definePolicy({ origins: 'https://*.example.com', credentials: true }, { publicSuffixes });
Express().use(cors(policy));
new Koa().use(koaCors(policy));
export const handler: (request: Request) => Promise<Response> = withCors(policy, () => new Response());

const app = Fastify();
app.register(fastifyCors, { policy });
app.get('/', { config: { cors: false } }, async () => 'hello');

// @ts-expect-error a plugin without a policy
app.register(fastifyCors, {});
// @ts-expect-error a list of exposed headers holds names
definePolicy({ origins: '*', exposedHeaders: [1] });
