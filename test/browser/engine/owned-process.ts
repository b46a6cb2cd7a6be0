import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Readable } from 'node:stream';

/** A program that was started here, and is ended here: by its own id, whatever state it is in. */
export interface OwnedProcess {
  readonly output: Readable;
  readonly errors: Readable;
  /** What it writes to descriptor 3. */
  readonly report: Readable;
  /** Asks it to end, and makes it where it does not within a few seconds. */
  end(): Promise<void>;
}

const patience = 5_000;

/** Starts a program. It dies with this process, if nobody ends it before. */
export function start(
  program: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): OwnedProcess {
  const child = spawn(program, args, {
    env: { ...env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  // Where it cannot be started its streams end, and whoever waits for a line hears of it.
  child.once('error', () => {});
  // PROOF: all three were asked for as pipes, out of the child.
  const [, output, errors, report] = child.stdio as [null, Readable, Readable, Readable, null];
  return { output, errors, report, end: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), patience);
  await gone;
  clearTimeout(force);
}

/** Waits until a stream has said what fits, and gives the first group of the match. */
export function firstMatch(stream: Readable, pattern: RegExp, limit = 30_000): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string): void => reject(new Error(`${why} before it said ${pattern}: ${text.slice(-500)}`));
    const timer = setTimeout(() => fail('out of time'), limit);
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const said = pattern.exec(text)?.[1];
      if (said === undefined) return;
      clearTimeout(timer);
      // Goes on reading: a program that nobody reads from stops when the pipe is full.
      stream.removeAllListeners('data').resume();
      resolve(said);
    });
    stream.once('close', () => {
      clearTimeout(timer);
      fail('it ended');
    });
  });
}

/** An empty folder for what a browser writes, and how to get rid of it. */
export async function scratchFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'cors-policy-browser-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
