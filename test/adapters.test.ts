import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from '../scripts/project.js';

const adapters = ['node-http', 'fetch', 'koa', 'fastify'];

const sourcesOf = (adapter: string): readonly string[] =>
  filesBelow(join(root, 'packages', adapter, 'src'), (path) => /^[a-z-]+\.ts$/.test(path));

/** What is left of a source when its comments are gone. */
const codeOf = (adapter: string, file: string): string =>
  readFileSync(join(root, 'packages', adapter, 'src', file), 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\/\/.*/g, '');

describe.each(adapters)('the sources of %s', (adapter) => {
  it('are in the same four files as those of the others, whatever else there is', () => {
    expect(sourcesOf(adapter)).toEqual(
      expect.arrayContaining(['apply-decision.ts', 'cors.ts', 'describe-request.ts', 'index.ts']),
    );
  });

  it('hold no policy: no response header of CORS and no status', () => {
    const findings = sourcesOf(adapter).flatMap((file) =>
      [...codeOf(adapter, file).matchAll(/access-control-(?!request-)[a-z-]*|timing-allow-origin|\b[2-5]\d\d\b/gi)].map(
        ([found]) => `${file}: ${found}`,
      ),
    );
    expect(findings).toEqual([]);
  });
});
