/**
 * Puts the built Fetch adapter through the kit in every runtime that is installed in `runtimes`: one process for each,
 * on loopback, one after the other. Prints a line of counts for each. Names as arguments pick some of them.
 *
 * A runtime that is not installed is told and left out; in the gate (`CORS_POLICY_GATE=1`) it is a failure.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process, { argv, env } from 'node:process';
import { build } from 'tsup';
import type { CheckGroup } from '../packages/conformance/src/kit/check/check.js';
import type { AdapterUnderTest, RunningServer } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import type { Observation } from '../packages/conformance/src/kit/fixture/observation.js';
import { everyGroup } from '../packages/conformance/src/kit/run/every-group.js';
import { judge } from '../packages/conformance/src/kit/run/judge.js';
import { expectReplayed, replayVectors } from '../packages/conformance/src/kit/run/vector-replay.js';
import { wireVectors } from '../packages/conformance/src/kit/run/wire-vector.js';
import { isInstalled, type Runtime, runtimes } from '../runtimes/runtime.js';
import type { ProbeResult } from '../runtimes/server/probes.js';
import type { Occupation } from '../runtimes/server/slot.js';
import { webSocketCheck } from '../runtimes/web-socket-check.js';
import { root } from './project.js';
import { temporaryFolder } from './tarballs.js';

/** What one runtime may take, start to end. */
const PATIENCE_MS = 180_000;

const ownGroup: CheckGroup = { title: 'what only this runtime has', checks: [webSocketCheck] };

interface Tally {
  kept: number;
  doesNotApply: number;
  readonly broken: string[];
}

/** The programs of `runtimes/server`, each in one file, with the packages as they are built. */
async function bundleInto(folder: string): Promise<void> {
  await build({
    config: false,
    silent: true,
    entry: ['node', 'bun', 'deno', 'workerd'].map((name) => join(root, `runtimes/server/serve-${name}.ts`)),
    outDir: folder,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    target: 'es2022',
    platform: 'neutral',
    splitting: false,
    treeshake: true,
    tsconfig: join(root, 'runtimes/tsconfig.json'),
    noExternal: [/^@cors-policy\//, /^tldts/],
    external: [/^node:/, 'vitest'],
  });
}

/** Slots of a running process, handed out one by one. */
class Slots {
  readonly #free: number[];
  readonly #waiting: ((port: number) => void)[] = [];

  constructor(ports: readonly number[]) {
    this.#free = [...ports];
  }

  take(): Promise<number> {
    const port = this.#free.shift();
    return port === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(port);
  }

  give(port: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(port);
    else next(port);
  }
}

function adapterIn(runtime: Runtime, slots: Slots): AdapterUnderTest {
  const start: AdapterUnderTest['start'] = async (setup): Promise<RunningServer> => {
    const port = await slots.take();
    const origin = `http://127.0.0.1:${port}`;
    const occupation: Occupation = { setup, origin };
    const response = await fetch(`${origin}/-/occupy`, { method: 'POST', body: JSON.stringify(occupation) });
    if (response.status !== 204) throw new Error(`the slot answered ${response.status}: ${await response.text()}`);
    return {
      port,
      // PROOF: the slot sends its log.
      seen: async () => (await (await fetch(`${origin}/-/seen`)).json()) as readonly Observation[],
      close: async () => slots.give(port),
    };
  };
  return { ...runtime.description, name: runtime.name, start };
}

async function checkPromises(adapter: AdapterUnderTest, runtime: Runtime, tally: Tally): Promise<void> {
  const groups = runtime.webSockets ? [...everyGroup, ownGroup] : everyGroup;
  for (const { group, check, outcome, detail } of await judge(adapter, groups)) {
    if (outcome === 'kept') tally.kept += 1;
    else if (outcome === 'does not apply' && detail !== '') tally.doesNotApply += 1;
    else tally.broken.push(`${group}: ${check}\n${detail}`);
  }
}

async function checkVectors(adapter: AdapterUnderTest, tally: Tally): Promise<void> {
  const { sendable, others } = wireVectors(adapter);
  const replays = await replayVectors(adapter, sendable);
  tally.doesNotApply += others.length;
  for (const vector of sendable) {
    try {
      expectReplayed(vector, replays.get(vector.id));
      tally.kept += 1;
    } catch (error) {
      tally.broken.push(`vector ${vector.id}\n${String(error)}`);
    }
  }
}

async function runProbes(port: number, tally: Tally): Promise<void> {
  // PROOF: the slot sends what its probes gave.
  const results = (await (await fetch(`http://127.0.0.1:${port}/-/probes`)).json()) as readonly ProbeResult[];
  for (const { name, problem } of results) {
    if (problem === undefined) tally.kept += 1;
    else tally.broken.push(`inside the runtime: ${name}\n${problem}`);
  }
}

function checkTypes({ typeProblems }: Runtime, folder: string, tally: Tally): void {
  if (typeProblems === undefined) return;
  const problems = typeProblems(folder);
  if (problems === undefined) tally.kept += 1;
  else tally.broken.push(`the types do not compile\n${problems}`);
}

/** Everything in one runtime, in bounded time; the process is gone afterwards. */
async function tryOut(runtime: Runtime, bundles: string): Promise<Tally> {
  const tally: Tally = { kept: 0, doesNotApply: 0, broken: [] };
  const { child, ports } = runtime.serve(bundles);
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  const timer = setTimeout(() => {
    tally.broken.push(`out of time after ${PATIENCE_MS / 1000} s`);
    stop();
  }, PATIENCE_MS);
  try {
    const open = await ports;
    const adapter = adapterIn(runtime, new Slots(open));
    checkTypes(runtime, bundles, tally);
    await runProbes(open[0] ?? 0, tally);
    await checkPromises(adapter, runtime, tally);
    await checkVectors(adapter, tally);
  } catch (error) {
    tally.broken.push(String(error));
  } finally {
    clearTimeout(timer);
    process.off('exit', stop);
    stop();
  }
  return tally;
}

async function report(runtime: Runtime, bundles: string): Promise<boolean> {
  if (!isInstalled(runtime)) {
    console.log(`${runtime.name}: not run, for it is not installed (npm ci --prefix runtimes)`);
    return env.CORS_POLICY_GATE !== '1';
  }
  const start = Date.now();
  const { kept, doesNotApply, broken } = await tryOut(runtime, bundles);
  for (const failure of broken) console.error(`${runtime.name}: ${failure}`);
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `${runtime.name} ${runtime.version()}: ${kept} kept, ${broken.length} broken, ${doesNotApply} do not apply, ${seconds} s`,
  );
  return broken.length === 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const asked = argv.slice(2);
const chosen = asked.length === 0 ? runtimes : runtimes.filter(({ name }) => asked.includes(name));
const folder = temporaryFolder();
try {
  await bundleInto(folder);
  const sound: boolean[] = [];
  for (const runtime of chosen) sound.push(await report(runtime, folder));
  process.exitCode = sound.length > 0 && sound.every((one) => one) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
