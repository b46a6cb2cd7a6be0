/**
 * Puts the built adapters through the kit in every runtime that is installed in `runtimes`: a process for each, on
 * loopback, one after the other. Prints a line of counts for each. Names of adapters (`koa`) or of runtimes (`"Node 22"`)
 * as arguments pick some.
 *
 * A runtime that is not installed is told and left out; in the gate (`CORS_POLICY_GATE=1`) it is a failure.
 */
import { rmSync, writeFileSync } from 'node:fs';
import process, { argv, env } from 'node:process';
import type { AdapterUnderTest } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import { everyGroup } from '../packages/conformance/src/kit/run/every-group.js';
import { judge } from '../packages/conformance/src/kit/run/judge.js';
import { expectReplayed, replayVectors } from '../packages/conformance/src/kit/run/vector-replay.js';
import { wireVectors } from '../packages/conformance/src/kit/run/wire-vector.js';
import { everyTrial } from '../runtimes/every-trial.js';
import { writePrograms } from '../runtimes/programs.js';
import { isInstalled } from '../runtimes/runtime.js';
import type { Trial } from '../runtimes/trial.js';
import { temporaryFolder } from './tarballs.js';

/** What one trial may take, start to end. */
const PATIENCE_MS = 180_000;

/** As many failures as one wants to read; where one promise is broken, hundreds of checks often are. */
const MOST_SHOWN = 20;

/** What came of one trial; `more` is what was kept beside the kit. */
interface Tally {
  promises: number;
  vectors: number;
  more: number;
  doesNotApply: number;
  readonly broken: string[];
}

async function checkMore(adapter: AdapterUnderTest, trial: Trial, look: Look, tally: Tally): Promise<void> {
  for (const { name, problem } of await look()) {
    if (problem === undefined) tally.more += 1;
    else tally.broken.push(`${name}\n${problem}`);
  }
  for (const { group, check, outcome, detail } of await judge(adapter, trial.ownChecks)) {
    if (outcome === 'kept') tally.more += 1;
    else tally.broken.push(`${group}: ${check}\n${detail}`);
  }
}

type Look = () => ReturnType<NonNullable<Trial['look']>>;

async function checkPromises(adapter: AdapterUnderTest, tally: Tally): Promise<void> {
  for (const { group, check, outcome, detail } of await judge(adapter, everyGroup)) {
    if (outcome === 'kept') tally.promises += 1;
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
      tally.vectors += 1;
    } catch (error) {
      tally.broken.push(`vector ${vector.id}\n${String(error)}`);
    }
  }
}

/** Everything of one trial, in bounded time; the process is gone afterwards. */
async function tryOut(trial: Trial, folder: string): Promise<Tally> {
  const tally: Tally = { promises: 0, vectors: 0, more: 0, doesNotApply: 0, broken: [] };
  const server = trial.serve(folder);
  const timer = setTimeout(() => {
    tally.broken.push(`out of time after ${PATIENCE_MS / 1000} s`);
    server.stop();
  }, PATIENCE_MS);
  try {
    const ports = await server.ports;
    const adapter: AdapterUnderTest = { ...trial.description, name: trial.adapter, start: trial.startOn(ports) };
    await checkMore(adapter, trial, async () => (await trial.look?.(folder, ports)) ?? [], tally);
    await checkPromises(adapter, tally);
    if (trial.withoutVectors !== true) await checkVectors(adapter, tally);
  } catch (error) {
    tally.broken.push(String(error));
  } finally {
    clearTimeout(timer);
    server.stop();
  }
  if (tally.broken.length > 0) console.error(`the end of what the server printed:\n${server.complaints()}`);
  return tally;
}

async function report(trial: Trial, folder: string): Promise<Tally> {
  const start = Date.now();
  const tally = await tryOut(trial, folder);
  const { promises, vectors, more, doesNotApply, broken } = tally;
  const what = `${trial.adapter} in ${trial.runtime.name}`;
  for (const failure of broken.slice(0, MOST_SHOWN)) console.error(`${what}: ${failure}`);
  if (broken.length > MOST_SHOWN) console.error(`${what}: and ${broken.length - MOST_SHOWN} more`);
  const kept = `${promises} promises, ${vectors} vectors${more === 0 ? '' : ` and ${more} more`} kept`;
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `${what} (${trial.runtime.version()}): ${kept}, ${broken.length} broken, ${doesNotApply} do not apply, ${seconds} s`,
  );
  return tally;
}

/** The trials that can be made; of the others it is told why they are not. */
function installed(trials: readonly Trial[]): readonly Trial[] {
  const missing = new Set(trials.map(({ runtime }) => runtime).filter((runtime) => !isInstalled(runtime)));
  if (missing.size > 0) {
    const names = [...missing].map(({ name }) => name).join(', ');
    console.log(`runtimes: ${names} left out, for they are not installed (npm ci --prefix runtimes)`);
  }
  return trials.filter(({ runtime }) => !missing.has(runtime));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const asked = argv.slice(2);
const isAsked = ({ adapter, runtime }: Trial): boolean =>
  asked.length === 0 || asked.some((name) => name === runtime.name || adapter.split(' ').includes(name));
const chosen = everyTrial.filter(isAsked);
const trials = installed(chosen);
const left = chosen.length - trials.length;

const folder = temporaryFolder();
try {
  if (trials.length > 0) await writePrograms(folder);
  let [passed, failed] = [0, env.CORS_POLICY_GATE === '1' ? left : 0];
  for (const trial of trials) {
    const { promises, vectors, more, broken } = await report(trial, folder);
    passed += promises + vectors + more;
    failed += broken.length;
  }
  console.log(`runtimes: ${passed} passed, ${failed} failed`);
  // The gate reads the counts in a report of the form that vitest writes.
  const counts = { numTotalTests: passed + failed, numPassedTests: passed, testResults: [] };
  if (env.VITEST_REPORT !== undefined) writeFileSync(env.VITEST_REPORT, JSON.stringify(counts));
  process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
