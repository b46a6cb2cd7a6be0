import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type TestUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

/** The gate counts the tests in a report that it asks for by name. */
const report = env.VITEST_REPORT;
export const reporters: NonNullable<TestUserConfig['reporters']> =
  report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]];

export default defineConfig({
  resolve: {
    // Tests read the source, so that none of them can pass on a stale build.
    alias: [
      { find: /^@cors-policy\/core\/adapter$/, replacement: source('core/src/adapter.ts') },
      { find: /^@cors-policy\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'test/**/*.test.ts'],
    // They have a configuration of their own: `vitest.browser.config.ts`.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    reporters,
    // Where the gate asks for more runs of each property, they take longer.
    setupFiles: env.PROPERTY_RUNS === undefined ? [] : ['test/property-runs.ts'],
    testTimeout: env.PROPERTY_RUNS === undefined ? 60_000 : 600_000,
    hookTimeout: 60_000,
  },
});
