import type { PublicSuffixes } from '../origin/public-suffix.js';
import { definePolicy } from '../policy/define-policy.js';
import { isPolicy, type Policy } from '../policy/policy.js';
import type { PolicyConfig } from '../policy/policy-config.js';
import { show } from '../policy/policy-issue.js';
import { isPromiseLike } from './promise-like.js';

/**
 * Chooses the policy of a request: for tenants, or a configuration that changes while the server runs.
 *
 * It returns a `Policy`, never a config (defining costs too much for each request), or `undefined` for no CORS at all.
 * What it throws, or rejects with, goes to the framework's error handling, and the response has no CORS headers.
 */
export type PolicyFunction<Request> = (request: Request) => Policy | undefined | PromiseLike<Policy | undefined>;

/** What every adapter takes: a policy, a config or several rules (then it defines the policy), or a function. */
export type PolicySource<Request> = Policy | PolicyConfig | readonly PolicyConfig[] | PolicyFunction<Request>;

/** Either the one policy of all requests, or the question to ask for each; sync answers stay sync. */
export type CompiledSource<Request> =
  | { readonly kind: 'fixed'; readonly policy: Policy }
  | { readonly kind: 'asked'; readonly ask: (request: Request) => Policy | undefined | Promise<Policy | undefined> };

/**
 * Checks a policy source once, when the adapter is created.
 *
 * @throws TypeError where it is none of what is accepted
 * @throws PolicyError (`ERR_CORS_POLICY`) where it is a config with mistakes
 */
export function compilePolicySource<Request>(
  source: PolicySource<Request>,
  publicSuffixes: PublicSuffixes | undefined,
): CompiledSource<Request> {
  if (isPolicy(source)) return { kind: 'fixed', policy: source };
  if (typeof source === 'function') return { kind: 'asked', ask: (request) => askForPolicy(source, request) };
  if (typeof source !== 'object' || source === null || isPromiseLike(source)) throw new TypeError(refusal(source));
  return { kind: 'fixed', policy: definePolicy(source, publicSuffixes === undefined ? {} : { publicSuffixes }) };
}

function askForPolicy<Request>(
  choose: PolicyFunction<Request>,
  request: Request,
): Policy | undefined | Promise<Policy | undefined> {
  let answer: unknown;
  try {
    answer = choose(request);
    if (!isPromiseLike(answer)) return checkAnswer(answer);
  } catch (error) {
    throw asErrorObject(error);
  }
  return Promise.resolve(answer).then(checkAnswer, (error: unknown) => {
    throw asErrorObject(error);
  });
}

function checkAnswer(answer: unknown): Policy | undefined {
  if (answer === undefined || isPolicy(answer)) return answer;
  const hint =
    typeof answer === 'object' && answer !== null
      ? ' that is none: call definePolicy once, outside of it, and return what it gave'
      : '';
  throw new TypeError(
    `the policy function must return a policy, or undefined for no CORS, and returned ${show(answer)}${hint}`,
  );
}

/**
 * An error that no framework mistakes for something else: `next(undefined)` would go on to the handler as if nothing
 * had failed, and `next('route')` would skip routes.
 */
function asErrorObject(error: unknown): object {
  if (typeof error === 'object' && error !== null) return error;
  return new Error(`the policy function threw ${show(error)} instead of an error`, { cause: error });
}

function refusal(source: unknown): string {
  const expected =
    "a policy (from definePolicy), a config such as { origins: ['https://example.com'] }, or a function that returns a policy";
  if (typeof source === 'object' && source !== null)
    return `the policy must be ${expected}, and is a promise: await it first`;
  return `the policy must be ${expected}, and is ${show(source)}`;
}
