import type { Subject } from '../measure/rounds.js';
import type { Batch } from '../measure/undisturbed.js';
import type { ExchangeScenario } from '../scenarios/exchange-scenarios.js';
import { type Answer, faultOf } from './answer.js';

/** Something that answers requests of one framework. */
export interface ExchangeContender<Exchange> {
  readonly name: string;
  /** The contender that does the same without CORS; it has none itself. */
  readonly without?: string;
  /** Gives what is measured; `undefined` where it has no part in this scenario. */
  readonly prepare: (scenario: ExchangeScenario) => ((exchange: Exchange) => unknown) | undefined;
}

/** How the exchanges of a framework are made, run and read. */
export interface Harness<Exchange> {
  readonly exchanges: (scenario: ExchangeScenario) => () => Exchange[];
  readonly loopOf: (work: (exchange: Exchange) => unknown) => (exchanges: readonly Exchange[]) => void | Promise<void>;
  /** @param result what the work gave, once it was awaited */
  readonly answerOf: (exchange: Exchange, result: unknown) => Answer;
}

/** One of how many exchanges is not measured. */
const RUN_IN = 5;

export const subjectName = (scenario: ExchangeScenario, contender: string): string => `${scenario.name}: ${contender}`;

/**
 * A contender in a scenario, ready to be measured, once its answer is what it has to be.
 *
 * @throws Error where it is not
 */
export async function exchangeSubject<Exchange>(
  harness: Harness<Exchange>,
  scenario: ExchangeScenario,
  contender: ExchangeContender<Exchange>,
): Promise<Subject | undefined> {
  const work = contender.prepare(scenario);
  if (work === undefined) return undefined;
  const name = subjectName(scenario, contender.name);
  const take = harness.exchanges(scenario);
  const [first] = take();
  if (first === undefined) throw new Error(`${name}: nothing to exchange`);
  const answer = harness.answerOf(first, await work(first));
  const fault = contender.without === undefined ? undefined : faultOf(scenario, answer);
  if (fault !== undefined) throw new Error(`${name}: ${fault}, by ${JSON.stringify(answer)}`);
  const loop = harness.loopOf(work);
  const prepare = async (): Promise<Batch> => {
    const exchanges = take();
    // What ran before was another contender: whose code and tables the processor has at hand is not to count.
    await loop(exchanges.slice(0, exchanges.length / RUN_IN));
    const measured = exchanges.slice(exchanges.length / RUN_IN);
    return { size: measured.length, run: () => loop(measured) };
  };
  return { name, prepare };
}
