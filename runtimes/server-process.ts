import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Runtime } from './runtime.js';

/** A process of a runtime that serves. */
export interface ServerProcess {
  /** Where it listens; rejects where it ends before it says so. */
  readonly ports: Promise<readonly number[]>;
  /** The end of what it printed to its standard error. */
  readonly complaints: () => string;
  readonly stop: () => void;
}

/** As much of it as helps; handlers that fail on purpose make it long. */
const MOST_COMPLAINTS = 4_000;

/** Finds the ports in what a process says, line by line. */
export type Announcement = (lines: AsyncIterable<string>) => Promise<readonly number[]>;

/** One line with all of them. */
const announced: Announcement = async (lines) => {
  for await (const line of lines) {
    // PROOF: `announce` of server/slots.ts wrote it.
    return JSON.parse(line) as readonly number[];
  }
  throw new Error('the server ended before it said where it listens');
};

/**
 * Starts a program in a runtime. It ends with this process at the latest.
 *
 * @param descriptor where it says on which ports it listens
 */
export const serveIn = (
  runtime: Runtime,
  program: string,
  descriptor: 1 | 3 = 1,
  portsIn: Announcement = announced,
): ServerProcess => {
  const child: ChildProcess = spawn(runtime.binary, [...runtime.argumentsFor(program)], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    cwd: dirname(program),
    env: { ...process.env, DENO_DIR: join(dirname(program), 'deno'), NO_COLOR: '1' },
  });
  let complaints = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaints = (complaints + bytes.toString()).slice(-MOST_COMPLAINTS);
  });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  child.once('close', () => process.off('exit', stop));
  // PROOF: both are pipes, which can be read here.
  const ports = portsIn(createInterface({ input: child.stdio[descriptor] as Readable }));
  return { ports, complaints: () => complaints, stop };
};
