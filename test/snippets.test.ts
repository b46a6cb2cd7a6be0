/**
 * Every snippet of the pages and docstrings that is TypeScript or JavaScript compiles and runs, and every one that is
 * JSON can be read. They are written to a folder that git ignores, beside the package whose imports they use.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../scripts/project.js';
import { allSnippets, type Snippet } from './snippets.js';

const snippets = allSnippets();
const programs = snippets.filter(({ language }) => ['ts', 'js', 'typescript', 'javascript'].includes(language));

const folderOf = ({ home }: Snippet): string => join(home, '.vitest/snippets');
const fileOf = (snippet: Snippet): string => join(folderOf(snippet), `${snippet.place.replace(/\W/g, '-')}.ts`);

const servers: Server[] = [];
const printed: unknown[] = [];

beforeAll(() => {
  for (const snippet of programs) {
    mkdirSync(folderOf(snippet), { recursive: true });
    writeFileSync(fileOf(snippet), `${snippet.code}\nexport {};\n`);
  }
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => void printed.push(...values));
  }
  // Whatever port a snippet names, it gets a free one, on loopback only.
  const { listen } = Server.prototype;
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    servers.push(this);
    return Reflect.apply(listen, this, [0, '127.0.0.1']);
  });
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  printed.length = 0;
});

afterAll(() => {
  vi.restoreAllMocks();
  for (const folder of new Set(programs.map(folderOf))) rmSync(folder, { recursive: true, force: true });
});

test('there are snippets to try', () => {
  expect(programs.length).toBeGreaterThan(3);
});

describe('a snippet runs:', () => {
  test.each(programs)('$place', async (snippet) => {
    await expect(import(/* @vite-ignore */ fileOf(snippet))).resolves.toBeDefined();
  });
});

describe('a snippet is JSON:', () => {
  const data = snippets.filter(({ language }) => language === 'json');
  test.each(data)('$place', ({ code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });
});

test('all of them compile', () => {
  const project = join(root, '.vitest/snippets/tsconfig.json');
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: [],
    files: programs.map(fileOf),
  };
  writeFileSync(project, JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript7/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

describe('what the README says of its snippets:', () => {
  const inReadme = (language: string): readonly Snippet[] =>
    snippets.filter((snippet) => snippet.place.startsWith('README.md') && snippet.language === language);

  // A query makes it another module, which runs once more.
  const runAgain = (snippet: Snippet | undefined): Promise<unknown> => {
    if (snippet === undefined) throw new Error('the README has lost this snippet');
    return import(/* @vite-ignore */ `${fileOf(snippet)}?again`);
  };

  test('the server at the top answers the page that it lists, and no other', async () => {
    await runAgain(inReadme('ts')[0]);
    const [server] = servers;
    if (server === undefined) throw new Error('the snippet makes no server');
    if (!server.listening) await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const allowOriginFor = async (origin: string): Promise<string | null> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/items`, { headers: { origin } });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await allowOriginFor('https://app.example.com')).toBe('https://app.example.com');
    expect(await allowOriginFor('https://app.example.com.evil.example')).toBeNull();
  });

  test('the message of the error is the one that is printed there', async () => {
    await runAgain(inReadme('ts')[1]);
    expect(`${printed.join('\n')}\n`).toBe(inReadme('text')[0]?.code);
  });
});
