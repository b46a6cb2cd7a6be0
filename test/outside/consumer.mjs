// What a user's program does with the packages, as ES modules. Run outside the workspace, on the packed tarballs.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { decisionTable, defaultMethods, definePolicy, evaluate, isPolicy } from '@cors-policy/core';
import * as fastify from '@cors-policy/fastify';
import * as fetching from '@cors-policy/fetch';
import * as koa from '@cors-policy/koa';
import * as nodeHttp from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import Express from 'express';
import Fastify from 'fastify';
import Koa from 'koa';
import { tryFetch, tryServers } from './servers.cjs';

const require = createRequire(import.meta.url);
const commonJs = require('@cors-policy/core');

// Both copies of each package export the same names.
for (const name of [
  '@cors-policy/cli',
  '@cors-policy/core',
  '@cors-policy/core/adapter',
  '@cors-policy/fastify',
  '@cors-policy/fetch',
  '@cors-policy/koa',
  '@cors-policy/node-http',
  '@cors-policy/public-suffixes',
]) {
  const names = Object.keys(await import(name)).filter((key) => key !== 'default' && key !== 'module.exports');
  assert.ok(names.length > 0, `${name} exports nothing`);
  assert.deepEqual(Object.keys(require(name)).sort(), names.sort(), `${name} differs between import and require`);
}
assert.equal(typeof require('@cors-policy/core/policy.schema.json'), 'object');

// A policy of the one copy is understood by the other, and an error by its code.
const config = { origins: 'https://*.example.com', credentials: true, methods: [...defaultMethods, 'PURGE'] };
const policy = commonJs.definePolicy(config, { publicSuffixes });
assert.ok(isPolicy(policy));
const request = { method: 'GET', headers: { origin: 'https://a.example.com' } };
assert.deepEqual(evaluate(policy, request), commonJs.evaluate(definePolicy(config, { publicSuffixes }), request));
assert.equal(evaluate(policy, request).reason, 'origin-allowed');
assert.ok(decisionTable.length > 0);
for (const define of [definePolicy, commonJs.definePolicy]) {
  assert.throws(() => define(config), { code: 'ERR_CORS_POLICY' });
}

// Every adapter brings what is needed to define a policy, and is asked over sockets.
for (const { definePolicy, PolicyError, applyDecision } of [fastify, fetching, koa, nodeHttp]) {
  assert.ok(isPolicy(definePolicy({ origins: 'none' })));
  assert.deepEqual([typeof PolicyError, typeof applyDecision], ['function', 'function']);
}
await tryServers({ nodeHttp, koa, fastify, Express, Koa, Fastify });
await tryFetch(fetching);

// Registered twice, once in each copy: they know each other, and the innermost answers.
const nested = fetching.withCors(
  { origins: '*' },
  require('@cors-policy/fetch').withCors({ origins: 'none' }, () => new Response('hello')),
);
const inner = await nested(new Request('https://server.example/', { headers: { origin: 'https://a.example.com' } }));
assert.equal(inner.headers.get('access-control-allow-origin'), null);
assert.equal(inner.headers.get('vary'), 'Origin');

const both = Fastify();
both.register(fastify.cors, { policy: { origins: '*' } });
both.register(require('@cors-policy/fastify').cors, { policy: { origins: 'none' } });
const answer = await both.inject({ url: '/', headers: { origin: 'https://a.example.com' } });
assert.deepEqual(
  [answer.headers['access-control-allow-origin'], answer.headers.vary],
  [undefined, 'Origin'],
  'the copies of the plugin do not know each other',
);
