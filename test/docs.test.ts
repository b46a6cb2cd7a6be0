import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, publicPackages, root } from '../scripts/project.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The members of the unions of codes, as the sources spell them. */
const codes = [
  'policy/policy-issue.ts',
  'origin/origin-pattern.ts',
  'origin/host-name.ts',
  'path/path-pattern.ts',
].flatMap((file) => {
  const unions = read(`packages/core/src/${file}`).matchAll(/Code =([^;]*);/g);
  return [...unions].flatMap(([, members = '']) =>
    [...members.matchAll(/'([a-z0-9-]+)'/g)].map(([, code = '']) => code),
  );
});

test('every code of an error or a warning stands in docs/configuration.md', () => {
  const page = read('docs/configuration.md');
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const packagePages = publicPackages().map(({ folder }) => join(relative(root, folder), 'README.md'));

test('every link between the pages leads to a file', () => {
  const broken = [...pages, ...packagePages, 'examples/README.md'].flatMap((page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    return targets
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});

test('every example stands in examples/README.md', () => {
  const page = read('examples/README.md');
  const folders = readdirSync(join(root, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'testing'].includes(entry.name))
    .map(({ name }) => name);
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.filter((name) => !page.includes(`| [${name}](${name}) |`))).toEqual([]);
});

test('every path that a page names is there', () => {
  const gone = pages.flatMap((page) => {
    const paths = [...read(page).matchAll(/`((?:packages|scripts|docs|decisions|test|\.ci)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    return paths.filter((path) => !existsSync(join(root, path))).map((path) => `${page}: ${path}`);
  });
  expect(gone).toEqual([]);
});

test('what SECURITY.md says to be shown is a test, by that name', () => {
  const isTest = (path: string): boolean => /(\.test\.ts|\/kit\/.*\.ts)$/.test(path) && !/node_modules|dist/.test(path);
  const tests = ['packages', 'test'].flatMap((folder) =>
    filesBelow(join(root, folder), isTest).map((path) => join(folder, path)),
  );
  const names = tests.map(read).concat(tests).join('\n');
  const [, guarantees = ''] = read('SECURITY.md').split('## What is guaranteed');
  const rows = (guarantees.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  const shown = rows
    .slice(1)
    .flatMap((row) => [...(row.split(' | ')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter((name) => !names.includes(name))).toEqual([]);
});
