import { expect, test, vi } from 'vitest';
import { snippetRunner } from './run-snippet.js';
import { allSnippets } from './snippets.js';

const run = snippetRunner('explain-page');
const snippets = allSnippets().filter(({ place }) => place.startsWith('docs/explain.md'));
const programs = snippets.filter(({ language }) => language === 'ts');

test.each(programs)('what $place prints is what the page shows', async (program) => {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(String(line)));
  await run(program);
  log.mockRestore();
  const shown = snippets[snippets.indexOf(program) + 1];
  expect(shown?.language).toBe('text');
  expect(`${printed.join('\n')}\n`).toBe(shown?.code);
});
