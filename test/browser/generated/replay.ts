import { env } from 'node:process';
import type { Profile } from '../engine/browser.js';

/** A whole number that the environment may set. */
function numberFrom(name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${name} must be a whole number, and is "${text}"`);
  return number;
}

/** What all cases are made from. Fixed, so that a run today is a run tomorrow; another one makes other cases. */
export const seed: number = numberFrom('BROWSER_SEED') ?? 1;

/** The one case that is to be played again; `undefined`: all of them. */
export const onlyCase: number | undefined = numberFrom('BROWSER_CASE');

/** How many cases there are, where that is not left to the suite. */
export const caseCount: number | undefined = numberFrom('BROWSER_CASES');

/** The command that plays one case again, and nothing else. */
export function replayCommand(profile: Profile, number: number): string {
  return `BROWSER=${profile} BROWSER_SEED=${seed} BROWSER_CASE=${number} npx -y pnpm@10.34.9 test:browser`;
}
