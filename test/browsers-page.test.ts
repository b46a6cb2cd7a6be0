import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionTable } from '@cors-policy/core';
import { expect, test } from 'vitest';
import { root } from '../scripts/project.js';

const page = readFileSync(join(root, 'docs/browsers.md'), 'utf8');

test('docs/browsers.md tells of every reason to deny what the console of a browser is told', () => {
  const denials = decisionTable.filter(({ verdict }) => verdict === 'denied').map(({ reason }) => reason);
  const [, messages = ''] = page.split('## The message that you saw');
  expect(denials.length).toBeGreaterThan(5);
  expect([...new Set(denials)].filter((reason) => !messages.includes(`\`${reason}\``))).toEqual([]);
});

test('docs/browsers.md is of a run in which every browser was as its model expects', () => {
  expect(page).toMatch(/Chromium \d.*Firefox \d.*WebKitGTK \d/);
  expect(page).toContain('Nowhere in these runs.');
  expect(page).not.toMatch(/localhost:\d/);
});
