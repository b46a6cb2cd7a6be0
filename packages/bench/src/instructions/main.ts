/**
 * Counts the instructions of `evaluate`, and fails where a count exceeds the committed baseline by more than is tolerated.
 * `--update` writes the baseline. Words choose the scenarios that have one of them in their names. Without valgrind it
 * says so and passes, but in the gate it fails.
 */
import { arch, env, version } from 'node:process';
import { parseArgs } from 'node:util';
import { tableText } from '../report/text.js';
import { type Instructions, readBaseline, writeBaseline } from './baseline.js';
import { countInstructions, hasCallgrind } from './callgrind.js';
import { type CountedScenario, countedScenarios } from './counted-scenarios.js';
import { judge, TOLERANCE } from './verdict.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false } },
});

const chosen = countedScenarios.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);

/** By difference: the same program, with the calls and without. */
async function instructionsOf({ name, scenario, counted }: CountedScenario): Promise<number> {
  const [without, withCalls] = await Promise.all([
    countInstructions([name, '0']),
    countInstructions([name, String(counted)]),
  ]);
  return Math.round((withCalls - without) / (counted * scenario().requests.length));
}

async function countAll(): Promise<Instructions> {
  const counts: [string, number][] = [];
  for (const scenario of chosen) counts.push([scenario.name, await instructionsOf(scenario)]);
  return Object.fromEntries(counts);
}

function compare(counts: Instructions): boolean {
  const verdicts = judge(readBaseline().instructions, counts);
  const rows = verdicts.map(({ name, baseline, count, change, passed }) => [
    name,
    baseline === undefined ? 'none' : String(baseline),
    String(count),
    change === undefined ? '' : `${(change * 100).toFixed(1)} %`,
    passed ? 'yes' : 'NO',
  ]);
  const columns = ['scenario', 'baseline', 'now', 'change', `at most ${TOLERANCE * 100} % more`];
  console.log(tableText({ caption: `Instructions of one evaluate, Node ${version} on ${arch}`, columns, rows }));
  return verdicts.every(({ passed }) => passed);
}

if (hasCallgrind()) {
  const counts = await countAll();
  if (values.update) {
    const kept = positionals.length === 0 ? {} : readBaseline().instructions;
    writeBaseline({ node: version, architecture: arch, instructions: { ...kept, ...counts } });
    console.log('instructions: the baseline is written');
  } else if (!compare(counts)) {
    console.error('instructions: evaluate costs more than it did; where that is meant, run it with --update');
    process.exitCode = 1;
  }
} else if (env.CORS_POLICY_GATE === undefined) {
  console.log('instructions: not counted, because valgrind is not installed (apt-get install valgrind)');
} else {
  console.error('instructions: valgrind is missing, and the gate has to count');
  process.exitCode = 1;
}
