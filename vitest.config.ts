import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type TestUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

/** The gate counts the tests in a report that it asks for by name. */
const report = env.VITEST_REPORT;
export const reporters: NonNullable<TestUserConfig['reporters']> =
  report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]];

/** Suites that measure time: they run when all others have ended, one after the other. */
const measuring = ['packages/*/src/**/growth.property.test.ts'];

/** In the gate the properties are tried by themselves, and more often; elsewhere they are among the tests. */
const propertiesElsewhere =
  env.CORS_POLICY_GATE === '1' && env.PROPERTY_RUNS === undefined ? ['**/*.property.test.ts'] : [];

/** Examples that need more than Node: they have a configuration of their own, `vitest.examples.config.ts`. */
const examplesElsewhere = ['bun', 'cloudflare-workers', 'deno', 'nextjs', 'sqlite-tenants'].map(
  (name) => `examples/${name}/**`,
);

export default defineConfig({
  resolve: {
    // Tests read the source, so that none of them can pass on a stale build.
    alias: [
      { find: /^@cors-policy\/core\/adapter$/, replacement: source('core/src/adapter.ts') },
      { find: /^@cors-policy\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  test: {
    reporters,
    // Where the gate asks for more runs of each property, they take longer.
    setupFiles: ['test/own-globals.ts', ...(env.PROPERTY_RUNS === undefined ? [] : ['test/property-runs.ts'])],
    testTimeout: env.PROPERTY_RUNS === undefined ? 60_000 : 600_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
          // The browser suites have a configuration of their own: `vitest.browser.config.ts`.
          exclude: [
            ...configDefaults.exclude,
            ...measuring,
            ...propertiesElsewhere,
            ...examplesElsewhere,
            'test/browser/**',
          ],
          // The default leaves one core free, which is half of a machine with two.
          maxWorkers: '100%',
          // A process for each core, which spares every file the start of its own; in the gate each has one to itself.
          isolate: env.CORS_POLICY_GATE === '1',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'growth',
          include: measuring,
          exclude: [...configDefaults.exclude, ...propertiesElsewhere],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
