import type { Browser } from './browser.js';

/**
 * Runs a function in the page of a browser, and gives what it resolves to.
 *
 * @param script is sent as text: it may use nothing but its argument and what pages have
 * @param argument, and the result, survive JSON
 */
export async function runInPage<Argument, Result>(
  browser: Browser,
  script: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): Promise<Awaited<Result>> {
  // PROOF: the text is what the script resolved to, by `scriptOf`, and survives JSON, by contract.
  return JSON.parse(await browser.evaluate(scriptOf(script.toString(), argument))) as Awaited<Result>;
}

/** An expression for a promise of the result as JSON. */
export function scriptOf(functionText: string, argument: unknown): string {
  // Some loaders of TypeScript wrap functions in calls of `__name`, which no page has.
  return `(async () => {
    const __name = (named) => named;
    return JSON.stringify(await (${functionText})(${JSON.stringify(argument)})) ?? 'null';
  })()`;
}
