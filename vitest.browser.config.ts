import { defineConfig } from 'vitest/config';
import base, { reporters } from './vitest.config.ts';

/** The suites that need a browser: apart from the rest, so that the rest needs nothing but Node. */
export default defineConfig({
  ...(base.resolve === undefined ? {} : { resolve: base.resolve }),
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One browser at a time: two of them on two cores time out on each other.
    fileParallelism: false,
  },
});
