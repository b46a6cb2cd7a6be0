import { env } from 'node:process';
import { defineConfig } from 'vitest/config';
import { everyEngine } from './test/browser/engine/every-engine.ts';
import base, { reporters } from './vitest.config.ts';

// In the gate a missing browser is a failure: its suite is started, and cannot launch it.
const isGate = env.CORS_POLICY_GATE === '1';
const wanted = everyEngine.filter(({ profile }) => env.BROWSER === undefined || env.BROWSER === profile);
if (wanted.length === 0)
  throw new Error(`BROWSER must be one of ${everyEngine.map(({ profile }) => profile).join(', ')}`);
const runs = wanted.filter((engine) => isGate || engine.find() !== undefined);
for (const { name, packages } of wanted.filter((engine) => !runs.includes(engine)))
  console.log(`${name}: not run, for it is not here (Debian: apt-get install ${packages})`);

/** The suites that need a browser: apart from the rest, so that the rest needs nothing but Node. */
export default defineConfig({
  ...(base.resolve === undefined ? {} : { resolve: base.resolve }),
  test: {
    include: runs.map(({ profile }) => `test/browser/${profile}.test.ts`),
    passWithNoTests: runs.length === 0,
    reporters,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // One browser at a time: two of them on two cores time out on each other.
    fileParallelism: false,
  },
});
