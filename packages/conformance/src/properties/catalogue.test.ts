import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = readFileSync(fileURLToPath(new URL('../../../../docs/properties.md', import.meta.url)), 'utf8');

/** `theorem: statement`, or `theorem, part: statement`. */
const theorem = /\bit\([`'"]([a-z]+(?:-[a-z]+)*)[:,]/g;
const entry = /^\| `([a-z-]+)` \|.*\| `([^`]+)` \|$/gm;

it('docs/properties.md lists every theorem with its file, and no other', () => {
  const stated = readdirSync(here)
    .filter((file) => file.endsWith('.property.test.ts'))
    .flatMap((file) =>
      [...readFileSync(`${here}/${file}`, 'utf8').matchAll(theorem)].map(([, name]) => `${name} (${file})`),
    );
  const listed = [...page.matchAll(entry)].map(([, name, file]) => `${name} (${file})`);
  expect(listed.sort()).toEqual([...new Set(stated)].sort());
});
