import { env } from 'node:process';
import { configDefaults, defineConfig } from 'vitest/config';
import { platforms } from './examples/testing/platform.ts';
import { reporters } from './vitest.config.ts';

// In the gate what is missing is a failure: its example is started, and cannot run.
const missing = env.CORS_POLICY_GATE === '1' ? [] : platforms.filter(({ isInstalled }) => !isInstalled);
for (const { name, example, install } of missing)
  console.log(`examples/${example}: not run in ${name}, for it is not installed (${install})`);
const left = new Set(platforms.filter((platform) => !missing.includes(platform)).map(({ example }) => example));
const notRun = missing.map(({ example }) => example).filter((example) => !left.has(example));

/**
 * Every example as a user runs it: with the packages as they are built, in a process of its own, and in the real runtime
 * where it is written for another than Node.
 */
export default defineConfig({
  test: {
    include: ['examples/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...notRun.map((example) => `examples/${example}/**`)],
    env: { EXAMPLES: 'built' },
    reporters,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
