import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Family, Table } from '../report/family.js';

/** What a browser or an edge function would load, and at most how much of it. */
interface Cut {
  readonly name: string;
  readonly source: string;
  /** What is not counted: it is another package, or the platform. */
  readonly external: readonly string[];
  /** What it ought to be, in bytes, minified and gzipped; `undefined` where the figure is only printed. */
  readonly target: number | undefined;
  /** What it may not exceed from one change to the next. Above the target where that was not reached. */
  readonly budget: number | undefined;
}

const KIBIBYTE = 1024;

const adapter = (name: string, budget: number = 1.5 * KIBIBYTE): Cut => ({
  name: `${name}, its own code`,
  source: `export * from '@cors-policy/${name}'`,
  external: ['@cors-policy/core', 'node:*', 'fastify', 'fastify-plugin', 'find-my-way'],
  target: 1.5 * KIBIBYTE,
  budget,
});

const cuts: readonly Cut[] = [
  {
    name: '`evaluate` and what it needs',
    source: "export { evaluate } from '@cors-policy/core'",
    external: [],
    target: 2.5 * KIBIBYTE,
    budget: 6.25 * KIBIBYTE,
  },
  {
    name: 'all of core',
    source: "export * from '@cors-policy/core'",
    external: [],
    target: 9 * KIBIBYTE,
    budget: 34 * KIBIBYTE,
  },
  {
    name: 'all of core, and what the adapters share',
    source: "export * from '@cors-policy/core'; export * from '@cors-policy/core/adapter'",
    external: [],
    target: undefined,
    budget: undefined,
  },
  adapter('node-http'),
  adapter('koa'),
  adapter('fastify', 2.5 * KIBIBYTE),
  adapter('fetch', 1.875 * KIBIBYTE),
  ...['node-http', 'koa', 'fetch'].map((name) => ({
    ...adapter(name),
    name: `${name} with core`,
    external: ['node:*'],
    target: undefined,
    budget: undefined,
  })),
];

export interface Size {
  readonly name: string;
  readonly minified: number;
  readonly gzipped: number;
  readonly target: number | undefined;
  readonly budget: number | undefined;
}

/** The sizes of the built packages, bundled by esbuild. */
export function bundleSizes(): Promise<Size[]> {
  return Promise.all(
    cuts.map(async ({ name, source, external, target, budget }) => {
      const { outputFiles } = await build({
        stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        external: [...external],
        tsconfigRaw: {},
      });
      const [file] = outputFiles;
      if (file === undefined) throw new Error(`esbuild wrote nothing for ${name}`);
      const gzipped = gzipSync(file.contents, { level: 9 }).length;
      return { name, minified: file.contents.length, gzipped, target, budget };
    }),
  );
}

const bytes = (count: number): string => count.toLocaleString('en');

export function sizesTable(sizes: readonly Size[]): Table {
  return {
    caption: 'Bytes',
    columns: ['what', 'minified', 'gzipped', 'target', 'budget'],
    rows: sizes.map(({ name, minified, gzipped, target, budget }) => [
      name,
      bytes(minified),
      bytes(gzipped),
      target === undefined ? '' : bytes(target),
      budget === undefined ? '' : bytes(budget),
    ]),
  };
}

export const bundleFamily: Family = async () => {
  const sizes = await bundleSizes();
  return {
    name: 'bundle',
    title: 'Bundle sizes',
    notes: ['Bundled and minified by esbuild, then gzipped at level 9. The gate fails where a budget is exceeded.'],
    tables: [sizesTable(sizes)],
    targets: sizes.flatMap(({ name, gzipped, target }) =>
      target === undefined ? [] : [{ what: name, limit: target, reached: gzipped, unit: 'bytes' }],
    ),
    plot: {
      title: 'Bundle sizes',
      unit: 'bytes',
      contenders: ['minified', 'gzipped', 'target'],
      groups: sizes.map(({ name, minified, gzipped, target }) => ({ name, values: [minified, gzipped, target] })),
    },
  };
};
