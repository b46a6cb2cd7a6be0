import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/browser.js';
import { installed } from '../engine/installed.js';
import { scratchFolder } from '../engine/owned-process.js';
import { allowing } from './answering.js';
import { runOnPage, type Servers } from './run-experiment.js';

/** Debian: `apt-get install faketime`. */
const library = installed(
  ...['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`),
);

/** Just below and just above every cap that a browser is known to have, in seconds. */
const ages = [590, 610, 7_190, 7_210, 86_390, 86_410];

/**
 * Up to when a preflight is kept whose max-age is ten million seconds: the clock of the browser is put forward.
 *
 * @returns words for a table
 */
export async function maxAgeCap(engine: Engine, servers: Servers): Promise<string> {
  if (library === undefined) return 'not measured';
  // It does not start with a clock that is not the system's.
  if (engine.profile === 'firefox') return '86400 (from its source)';
  const folder = await scratchFolder();
  const clock = join(folder.path, 'clock');
  let offset = 0;
  const putForward = async (seconds: number): Promise<void> => {
    offset += seconds;
    await writeFile(clock, `+${offset}s\n`);
  };
  await putForward(0);
  const browser = await engine.launch({
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
  });
  try {
    const answering = allowing({ methods: 'PUT', maxAge: '10000000' });
    let kept = 0;
    for (const age of ages) {
      const page = await runOnPage(browser, servers, answering);
      await page.fetch({ method: 'PUT' });
      await putForward(age);
      // The library looks at the file once in a second.
      await sleep(2_500);
      await page.fetch({ method: 'PUT' });
      if (page.preflights() > 1) return `more than ${kept}, less than ${age}`;
      kept = age;
    }
    return `more than ${kept}`;
  } finally {
    await browser.close();
    await folder.remove();
  }
}
