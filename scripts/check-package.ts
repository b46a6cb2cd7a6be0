/**
 * Checks what would be published, as tarballs in a temporary folder: publint (strict), the types under every way to
 * resolve them, the files inside, and that no range still points into the workspace.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.js';
import { packInto, type Tarball, temporaryFolder } from './tarballs.js';

const required = [
  'package.json',
  'README.md',
  'LICENSE',
  'dist/index.js',
  'dist/index.cjs',
  'dist/index.d.ts',
  'dist/index.d.cts',
];
// A folder with a manifest alone is how an entry is found by what knows no `exports`.
const allowed =
  /^(([a-z-]+\/)?package\.json|README\.md|LICENSE|[a-z-]+\.schema\.json|dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts))$/;

function run(label: string, tool: string, args: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`${label}: ${tool} says\n${stdout}${stderr}`];
}

function contents({ name, file, entries }: Tarball): readonly string[] {
  const manifest = execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' });
  return [
    ...required.filter((path) => !entries.includes(path)).map((path) => `${name}: ${path} is missing`),
    ...entries.filter((path) => !allowed.test(path)).map((path) => `${name}: ${path} should not be published`),
    ...(manifest.includes('workspace:') ? [`${name}: a range still starts with workspace:`] : []),
  ];
}

const folder = temporaryFolder();
try {
  const tarballs = packInto(folder);
  const problems = tarballs.flatMap((tarball) => [
    ...contents(tarball),
    ...run(tarball.name, 'publint', ['run', tarball.file, '--strict']),
    // A JSON file has no types to get wrong.
    ...run(tarball.name, 'attw', [
      tarball.file,
      '--exclude-entrypoints',
      './policy.schema.json',
      '--no-emoji',
      '--no-color',
    ]),
  ]);
  for (const problem of problems) console.error(problem);
  const names = tarballs.map(({ name }) => name).join(', ');
  console.log(
    problems.length === 0 ? `packages: ${names} are fit to publish` : `packages: ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
