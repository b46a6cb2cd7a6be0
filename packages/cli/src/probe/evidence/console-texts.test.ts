import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Blockage, type BlockedRequest, consoleTexts } from './console-texts.js';

// Written from real runs of the three browsers.
const measured = readFileSync(new URL('../../../../../docs/browsers.md', import.meta.url), 'utf8');

const page = 'https://page.example';
const request = (isPreflight: boolean, status: number, origin = page): BlockedRequest => ({
  origin,
  url: 'https://api.example/item',
  isPreflight,
  status,
});

describe('what a console says is what browsers were seen to say', () => {
  const cases: readonly (readonly [what: string, blockage: Blockage, request: BlockedRequest])[] = [
    ['no allow-origin', { kind: 'origin-missing' }, request(false, 200)],
    ['no allow-origin, for a frame', { kind: 'origin-missing' }, request(false, 200, 'null')],
    ['no allow-origin, of a preflight', { kind: 'origin-missing' }, request(true, 403)],
    ['a slash', { kind: 'origin-mismatch', value: `${page}/` }, request(false, 200)],
    ['another origin', { kind: 'origin-mismatch', value: 'https://other.example' }, request(false, 200)],
    ['two values', { kind: 'origin-multiple', value: `${page}, *` }, request(false, 200)],
    ['* with credentials', { kind: 'wildcard-with-credentials' }, request(false, 200)],
    ['* with credentials, of a preflight', { kind: 'wildcard-with-credentials' }, request(true, 204)],
    ['no allow-credentials', { kind: 'credentials', value: '' }, request(false, 200)],
    ['allow-credentials: True', { kind: 'credentials', value: 'True' }, request(false, 200)],
    ['a redirect of a preflight', { kind: 'redirect' }, request(true, 307)],
    ['a preflight with 404', { kind: 'status' }, request(true, 404)],
    ['a method', { kind: 'method', method: 'PUT' }, request(true, 204)],
    ['a header', { kind: 'header', name: 'x-b' }, request(true, 204)],
    ['content-type', { kind: 'header', name: 'content-type' }, request(true, 204)],
    ['malformed methods', { kind: 'malformed', field: 'Methods', value: 'PUT; DELETE' }, request(true, 204)],
    ['malformed headers', { kind: 'malformed', field: 'Headers', value: 'x-a; x-b' }, request(true, 204)],
  ];

  test.each(cases)('%s', (_what, blockage, blocked) => {
    for (const text of Object.values(consoleTexts(blockage, blocked))) expect(measured).toContain(text);
  });
});
