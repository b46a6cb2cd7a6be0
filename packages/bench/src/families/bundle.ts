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
  /** Bytes, minified and gzipped; `undefined` where the figure is only printed. */
  readonly budget: number | undefined;
}

const KIBIBYTE = 1024;

const adapter = (name: string): Cut => ({
  name: `${name}, its own code`,
  source: `export * from '@cors-policy/${name}'`,
  external: ['@cors-policy/core', 'node:*', 'diagnostics_channel', 'fastify', 'fastify-plugin', 'find-my-way'],
  budget: 1.5 * KIBIBYTE,
});

const cuts: readonly Cut[] = [
  {
    name: '`evaluate` and what it needs',
    source: "export { evaluate } from '@cors-policy/core'",
    external: [],
    budget: 2.5 * KIBIBYTE,
  },
  { name: 'all of core', source: "export * from '@cors-policy/core'", external: [], budget: 9 * KIBIBYTE },
  {
    name: 'all of core, and what the adapters share',
    source: "export * from '@cors-policy/core'; export * from '@cors-policy/core/adapter'",
    external: [],
    budget: undefined,
  },
  ...['node-http', 'koa', 'fastify', 'fetch'].map(adapter),
  ...['node-http', 'koa', 'fetch'].map((name) => ({
    ...adapter(name),
    name: `${name} with core`,
    external: ['node:*'],
    budget: undefined,
  })),
];

export interface Size {
  readonly name: string;
  readonly minified: number;
  readonly gzipped: number;
  readonly budget: number | undefined;
}

/** The sizes of the built packages, bundled by esbuild. */
export function bundleSizes(): Promise<Size[]> {
  return Promise.all(
    cuts.map(async ({ name, source, external, budget }) => {
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
      return { name, minified: file.contents.length, gzipped: gzipSync(file.contents, { level: 9 }).length, budget };
    }),
  );
}

const bytes = (count: number): string => count.toLocaleString('en');

export function sizesTable(sizes: readonly Size[]): Table {
  return {
    caption: 'Bytes',
    columns: ['what', 'minified', 'gzipped', 'budget'],
    rows: sizes.map(({ name, minified, gzipped, budget }) => [
      name,
      bytes(minified),
      bytes(gzipped),
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
    targets: sizes.flatMap(({ name, gzipped, budget }) =>
      budget === undefined ? [] : [{ what: name, limit: budget, reached: gzipped, unit: 'bytes' }],
    ),
    plot: {
      title: 'Bundle sizes',
      unit: 'bytes',
      contenders: ['minified', 'gzipped', 'budget'],
      groups: sizes.map(({ name, minified, gzipped, budget }) => ({ name, values: [minified, gzipped, budget] })),
    },
  };
};
