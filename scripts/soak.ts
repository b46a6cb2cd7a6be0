/**
 * Sends mixed valid, denied and hostile requests to each adapter for `SOAK_SECONDS` (60), each in a process of its own,
 * and prints a line of counts for each. It fails where an answer is not what it should be, where requests, decisions and
 * answers do not add up, and where the heap grows. A server that leaks on purpose goes first: the meter has to notice.
 */
import { join } from 'node:path';
import process, { env } from 'node:process';
import { type SoakResult, soak } from '../packages/conformance/src/kit/soak/soak-run.js';
import { grownBy, soakLine, soakProblems } from '../packages/conformance/src/kit/soak/soak-verdict.js';
import { root } from './project.js';

const adapters = ['node-http', 'fetch', 'koa', 'fastify'];

/** In how many seconds the leak on purpose has to be found: on a very busy machine the first ones are too few requests. */
const SECONDS_TO_NOTICE = [10, 60];

const programOf = (adapter: string): string => join(root, 'packages', adapter, 'test/fixture/soak-server.ts');

function report(adapter: string, result: SoakResult): boolean {
  const problems = soakProblems(result);
  console.log(`${adapter}: ${soakLine(result)}; ${problems.length === 0 ? 'all well' : 'PROBLEMS'}`);
  for (const problem of problems) console.error(`${adapter}: ${problem}`);
  return problems.length === 0;
}

async function noticesLeak(): Promise<boolean> {
  for (const seconds of SECONDS_TO_NOTICE) {
    const result = await soak(programOf('node-http'), seconds, true);
    const noticed = soakProblems(result).some((problem) => problem.startsWith('the heap has grown'));
    const grown = `${Math.round(grownBy(result) / 1024)} KiB in ${result.requests} requests`;
    console.log(`a map keyed by Origin, on purpose: ${grown}; ${noticed ? 'noticed' : 'NOT NOTICED'}`);
    if (noticed) return true;
  }
  return false;
}

const seconds = Number(env.SOAK_SECONDS ?? 60);
if (!(seconds > 0)) throw new Error(`SOAK_SECONDS must be a number of seconds, and is "${env.SOAK_SECONDS}"`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const sound: boolean[] = [await noticesLeak()];
for (const adapter of adapters) sound.push(report(adapter, await soak(programOf(adapter), seconds)));
process.exitCode = sound.every((one) => one) ? 0 : 1;
