import { runCommandLine } from '../src/command-line.js';
import { recordedTerminal } from './recorded-terminal.js';

/** What a command line said, and how it ended. */
export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export async function run(...args: readonly string[]): Promise<Run> {
  const terminal = recordedTerminal();
  const exitCode = await runCommandLine(args, terminal);
  return { exitCode, ...terminal.said };
}

/** The data that `--json` prints. */
export async function runJson(
  ...args: readonly string[]
): Promise<{ readonly exitCode: number; readonly data: unknown }> {
  const { exitCode, out } = await run(...args, '--json');
  return { exitCode, data: JSON.parse(out) };
}
