// What a user's program does with the packages, as CommonJS. Run outside the workspace, on the packed tarballs.
const assert = require('node:assert/strict');
const { definePolicy, evaluate } = require('@cors-policy/core');
const fastify = require('@cors-policy/fastify');
const fetching = require('@cors-policy/fetch');
const koa = require('@cors-policy/koa');
const nodeHttp = require('@cors-policy/node-http');
const { publicSuffixes } = require('@cors-policy/public-suffixes');
const Express = require('express');
const Fastify = require('fastify');
const Koa = require('koa');
const { tryFetch, tryServers } = require('./servers.cjs');

const policy = definePolicy({ origins: 'https://*.example.com', credentials: true }, { publicSuffixes });
const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://github.io' } });
assert.equal(decision.verdict, 'denied');
assert.throws(() => definePolicy({ origins: 'https://*.github.io', credentials: true }, { publicSuffixes }), {
  code: 'ERR_CORS_POLICY',
});
assert.equal(nodeHttp.cors(policy).length, 3);
for (const { cors } of [nodeHttp, koa, fetching]) assert.throws(() => cors(undefined), TypeError);

const run = async () => {
  // As Fastify's documentation registers a plugin of CommonJS, without waiting for it.
  const app = Fastify();
  app.register(fastify.cors, { policy });
  app.get('/', async () => 'hello');
  const { headers } = await app.inject({ url: '/', headers: { origin: 'https://a.example.com' } });
  assert.equal(headers['access-control-allow-origin'], 'https://a.example.com');
  assert.ok(app.hasPlugin('@cors-policy/fastify'));
  await assert.rejects(async () => Fastify().register(fastify.cors, { policy: { origins: 'example.com' } }), {
    code: 'ERR_CORS_POLICY',
  });

  await tryServers({ nodeHttp, koa, fastify, Express, Koa, Fastify });
  await tryFetch(fetching);
};
run();
