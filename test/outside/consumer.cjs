// What a user's program does with the packages, as CommonJS. Run outside the workspace, on the packed tarballs.
const assert = require('node:assert/strict');
const { definePolicy, evaluate } = require('@cors-policy/core');
const { cors } = require('@cors-policy/node-http');
const { publicSuffixes } = require('@cors-policy/public-suffixes');

const policy = definePolicy({ origins: 'https://*.example.com', credentials: true }, { publicSuffixes });
const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://github.io' } });
assert.equal(decision.verdict, 'denied');
assert.throws(() => definePolicy({ origins: 'https://*.github.io', credentials: true }, { publicSuffixes }), {
  code: 'ERR_CORS_POLICY',
});
assert.equal(cors(policy).length, 3);
assert.throws(() => cors(undefined), TypeError);
