import { execFile, spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runProgram = promisify(execFile);

export const hasCallgrind = (): boolean => spawnSync('valgrind', ['--version']).status === 0;

/** With these V8 does the same in every run: no other thread, the same hashes, the same random numbers. */
const STEADY = ['--expose-gc', '--single-threaded', '--predictable', '--hash-seed=1', '--random-seed=1'];

/**
 * The instructions of one run of the program, start-up included.
 *
 * @throws Error where valgrind tells no number
 */
export async function countInstructions(args: readonly string[]): Promise<number> {
  const program = fileURLToPath(new URL('counted.cjs', import.meta.url));
  const { stderr } = await runProgram('valgrind', [
    '--tool=callgrind',
    '--callgrind-out-file=/dev/null',
    execPath,
    ...STEADY,
    program,
    ...args,
  ]);
  const count = /Collected : (\d+)/.exec(stderr)?.[1];
  if (count === undefined) throw new Error(`valgrind told no number of instructions:\n${stderr}`);
  return Number(count);
}
