import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { announcedUrl } from './announcement.js';
import type { Program } from './program.js';

/** What a program may take until it listens, on a machine that is busy with other tests. */
const patience = 60_000;

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program as a process of its own, on a free port, and waits until it says where it listens, on whatever pipe. */
export async function spawnProgram(binary: string, args: readonly string[], options: SpawnOptions): Promise<Program> {
  const child = spawn(binary, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, PORT: '0', NO_COLOR: '1' },
    // The fourth is where workerd reports.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const timer = setTimeout(kill, patience);

  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    // Every pipe is read to its end, or the program would wait for it.
    for (const pipe of child.stdio) {
      if (!(pipe instanceof Readable)) continue;
      createInterface({ input: pipe }).on('line', (line) => {
        said.push(line);
        const announced = announcedUrl(line);
        if (announced !== undefined) resolve(announced);
      });
    }
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`${[binary, ...args].join(' ')} was gone before it listened\n${said.join('\n')}`));
    });
  }).finally(() => clearTimeout(timer));

  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    kill();
    await once(child, 'exit');
  };
  return { url, stop };
}
