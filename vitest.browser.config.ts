import { env } from 'node:process';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/browser/find-chromium.ts';
import base, { reporters } from './vitest.config.ts';

// In the gate a missing browser is a failure: the suites are started, and cannot launch it.
const canRun = findChromium() !== undefined || env.CORS_POLICY_GATE === '1';
if (!canRun) console.log('browser suites: not run, for there is no Chromium here (install it, or name it in CHROMIUM)');

/** The suites that need a browser: apart from the rest, so that the rest needs nothing but Node. */
export default defineConfig({
  ...(base.resolve === undefined ? {} : { resolve: base.resolve }),
  test: {
    include: canRun ? ['test/browser/**/*.test.ts'] : [],
    passWithNoTests: !canRun,
    reporters,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One browser at a time: two of them on two cores time out on each other.
    fileParallelism: false,
  },
});
