import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setting } from '../measure/rounds.js';
import { summarize } from '../measure/statistics.js';
import type { Family } from '../report/family.js';
import { figure, withSpread } from '../report/figure.js';

const runProgram = promisify(execFile);

const CORE = '@cors-policy/core';

/** What any import costs here, and no package can go below. */
const EMPTY = 'an empty module';
const packages: readonly string[] = [
  EMPTY,
  CORE,
  '@cors-policy/node-http',
  '@cors-policy/koa',
  '@cors-policy/fetch',
  '@cors-policy/fastify',
  'cors',
  '@koa/cors',
  '@fastify/cors',
  'hono/cors',
  'h3',
  'elysia',
];

const program = fileURLToPath(new URL('importing.js', import.meta.url));
const emptyModule = new URL('empty.js', import.meta.url).href;

/** The milliseconds that a fresh process takes to import a package, once Node and its module loader are up. */
async function importTime(name: string): Promise<number> {
  const { stdout } = await runProgram(execPath, [program, name === EMPTY ? emptyModule : name]);
  return Number(stdout);
}

export const importFamily: Family = async () => {
  const times = new Map<string, number[]>(packages.map((name) => [name, []]));
  // Each round goes over all packages, so that a slow moment of the machine does not fall on one of them alone.
  for (let round = 0; round < setting('BENCH_ROUNDS', 9); round++) {
    for (const name of packages) times.get(name)?.push(await importTime(name));
  }
  const of = (name: string) => summarize(times.get(name) ?? []);
  return {
    name: 'import',
    title: 'Import',
    notes: ['Milliseconds of `import`, each time in a fresh process: the median of the rounds, and the quartiles.'],
    tables: [
      {
        caption: 'Milliseconds',
        columns: ['what', 'import', 'at least'],
        rows: packages.map((name) => [name, withSpread(of(name)), figure(of(name).minimum)]),
      },
    ],
    targets: [{ what: 'import of core', limit: 5, reached: of(CORE).median, unit: 'ms' }],
    plot: {
      title: 'Import',
      unit: 'ms',
      contenders: ['import'],
      groups: packages.map((name) => ({ name, values: [of(name).median] })),
    },
  };
};
