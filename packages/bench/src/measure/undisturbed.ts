import { cpuUsage, hrtime } from 'node:process';

/** Some work on a batch of inputs: how many operations it does, and the doing of them. */
export interface Batch {
  readonly size: number;
  readonly run: () => void | Promise<void>;
}

/** How often a batch is tried; on a machine that is never idle, the last one counts whatever happened. */
const TRIES = 8;

/** How much of the time the processor may have been somebody else's: reading both clocks takes a little. */
const TOLERATED = { microseconds: 10, share: 0.05 };

/**
 * The nanoseconds of one operation. A batch in the midst of which the system gave the processor to another program is
 * done again: more time passed then than the processor worked. What is collected or compiled meanwhile counts.
 */
export async function timeBatch(prepare: () => Batch | Promise<Batch>): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const { size, run } = await prepare();
    const usedBefore = cpuUsage();
    const start = hrtime.bigint();
    const running = run();
    if (running !== undefined) await running;
    const nanoseconds = Number(hrtime.bigint() - start);
    const { user, system } = cpuUsage(usedBefore);
    const lost = nanoseconds / 1000 - user - system;
    if (attempt === TRIES || lost <= TOLERATED.microseconds + (TOLERATED.share * nanoseconds) / 1000) {
      return nanoseconds / size;
    }
  }
}
