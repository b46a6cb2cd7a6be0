/**
 * Writes the generated pages again. With `--check` it leaves the tree as it was, and fails where a page that is
 * committed differs from what its generator writes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.js';

/** Each generator, run as a program, and the page that it writes. */
const generated: Readonly<Record<string, string>> = {
  'scripts/decision-table.ts': 'docs/decision-table.md',
  'scripts/cli-page.ts': 'docs/cli.md',
  'scripts/adapters.ts': 'docs/adapters.md',
};

function content(page: string): string {
  try {
    return readFileSync(join(root, page), 'utf8');
  } catch {
    return '';
  }
}

const check = process.argv.includes('--check');
const problems = Object.entries(generated).flatMap(([generator, page]) => {
  const committed = content(page);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', generator], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return [`${generator} ended with ${status}`];
  if (!check || content(page) === committed) return [];
  writeFileSync(join(root, page), committed);
  return [`${page} is stale: write it again with "pnpm run docs"`];
});

for (const problem of problems) console.error(problem);
if (problems.length === 0)
  console.log(check ? 'docs: generated pages are up to date' : 'docs: generated pages are written');
process.exitCode = problems.length === 0 ? 0 : 1;
