// What a user's program does with the packages, as ES modules. Run outside the workspace, on the packed tarballs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { decisionTable, defaultMethods, definePolicy, evaluate, isPolicy } from '@cors-policy/core';
import { withCors as withFetchCors } from '@cors-policy/fetch';
import { PolicyError, withCors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';

const require = createRequire(import.meta.url);
const commonJs = require('@cors-policy/core');

// Both copies of each package export the same names.
for (const name of [
  '@cors-policy/core',
  '@cors-policy/core/adapter',
  '@cors-policy/fetch',
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
assert.equal(typeof PolicyError, 'function');

// A server made of them answers.
const server = createServer(withCors(policy, (_request, response) => response.end('hello')));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const response = await fetch(url, { headers: { origin: 'https://a.example.com' } });
assert.equal(response.headers.get('access-control-allow-origin'), 'https://a.example.com');
assert.equal(await response.text(), 'hello');
const refused = await fetch(url, { headers: { origin: 'https://example.org' } });
assert.equal(refused.headers.get('access-control-allow-origin'), null);
server.closeAllConnections();
server.close();

// Registered twice, once in each copy: they know each other, and the innermost answers.
const nested = withFetchCors(
  { origins: '*' },
  require('@cors-policy/fetch').withCors({ origins: 'none' }, () => new Response('hello')),
);
const inner = await nested(new Request('https://server.example/', { headers: { origin: 'https://a.example.com' } }));
assert.equal(inner.headers.get('access-control-allow-origin'), null);
assert.equal(inner.headers.get('vary'), 'Origin');
