import { type ChildProcess, fork } from 'node:child_process';
import type { HeapSample } from './heap-growth.js';
import { SoakLoad, type SoakTally } from './soak-load.js';
import { leaking, type SoakReport } from './soak-server.js';

/** What a soak of one server came to. */
export interface SoakResult {
  readonly tally: SoakTally;
  readonly report: SoakReport;
  readonly heap: readonly HeapSample[];
  readonly requests: number;
  readonly seconds: number;
}

/** How often the heap is measured after the warm-up. */
const windows = 8;

/** A server has so long to start, and to answer what it is asked. */
const patience = 30_000;

const messageOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null): void => {
      clearTimeout(timer);
      reject(new Error(`the server ended by itself (${code ?? signal})`));
    };
    const timer = setTimeout(() => reject(new Error(`the server has said nothing for ${patience} ms`)), patience);
    child.once('exit', onExit);
    child.once('message', (message) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve(message);
    });
  });

const reportOf = (child: ChildProcess): Promise<SoakReport> => {
  child.send('report');
  // PROOF: `serveSoak` answers every message with a report.
  return messageOf(child) as Promise<SoakReport>;
};

/**
 * Soaks one server, in a process of its own, for so many seconds; a quarter of them warm it up. The process is gone
 * afterwards, whatever happens.
 *
 * @param program a module that calls `serveSoak`
 */
export const soak = async (program: string, seconds: number, leaks = false): Promise<SoakResult> => {
  const child = fork(program, leaks ? [leaking] : [], { execArgv: ['--expose-gc', '--import', 'tsx'] });
  try {
    const load = new SoakLoad(Number(await messageOf(child)));
    const start = performance.now();
    await load.run(seconds * 250);
    const heap: HeapSample[] = [{ requests: load.requests, bytes: (await reportOf(child)).bytes }];
    for (let window = 0; window < windows; window += 1) {
      await load.run((seconds * 750) / windows);
      heap.push({ requests: load.requests, bytes: (await reportOf(child)).bytes });
    }
    const report = await reportOf(child);
    return { tally: load, report, heap, requests: load.requests, seconds: (performance.now() - start) / 1000 };
  } finally {
    child.kill('SIGKILL');
  }
};
