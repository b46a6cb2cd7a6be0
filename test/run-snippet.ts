import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from '../scripts/project.js';
import type { Snippet } from './snippets.js';

/**
 * Runs snippets of a page, each as a module of its own, in a folder that git ignores and that is gone after the tests.
 * @returns what runs one, and gives what it exports
 */
export function snippetRunner(name: string): (snippet: Snippet | undefined) => Promise<unknown> {
  const folder = join(root, '.vitest', name);
  mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (snippet) => {
    if (snippet === undefined) throw new Error('the page has lost this snippet');
    const file = join(folder, `${snippet.place.replace(/\W/g, '-')}.ts`);
    writeFileSync(file, `${snippet.code}\nexport {};\n`);
    return (await import(/* @vite-ignore */ file)) as unknown;
  };
}
