/**
 * `bench` runs every family, `bench <family>` one, each in a process of its own. `--write` puts what they found into
 * docs/performance.md, with the plots beside it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { everyFamily } from './families/every-family.js';
import type { FamilyReport } from './report/family.js';
import { writeFamily } from './report/page.js';
import { textOf } from './report/text.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const known = Object.keys(everyFamily);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no family is called ${unknown.join(', ')}; there are ${known.join(', ')}`);

for (const name of positionals.length > 0 ? positionals : known) {
  const report = await runFamily(name);
  console.log(textOf(report));
  if (values.write) writeFamily(report, new Date());
}

async function runFamily(name: string): Promise<FamilyReport> {
  const measured = fileURLToPath(new URL('measured.js', import.meta.url));
  const child = fork(measured, [name], { execArgv: ['--expose-gc', '--max-old-space-size=8192'] });
  let report: FamilyReport | undefined;
  child.on('message', (message) => {
    // PROOF: `measured` sends nothing else.
    report = message as FamilyReport;
  });
  const [code] = await once(child, 'exit');
  if (report === undefined) throw new Error(`the family ${name} ended with ${code} and no report`);
  return report;
}
