import type { HeaderDecision } from '../decision.js';
import type { PublicSuffixes } from '../origin/public-suffix.js';
import { didYouMean } from '../policy/did-you-mean.js';
import { show } from '../policy/policy-issue.js';
import { isToken } from '../protocol/token.js';
import type { ForeignHeaders } from './foreign-headers.js';

/**
 * What every adapter takes beside the policy. `Request` is the framework's own request.
 *
 * Checked when the adapter is created: an unknown name or a wrong value is a `TypeError` that names every mistake.
 */
export interface AdapterOptions<Request> {
  /**
   * The dynamic check: may this origin, which no rule allows, read the answer all the same? For origins that stand in a
   * database. It grants reading, never writing (`csrf` stays in force).
   *
   * Asked at most once per request, and only about a well-formed origin that is not `null` and that the policy does not
   * allow (`origin-not-allowed`) or has no rule for (`path-out-of-scope`). A throw or a rejection denies
   * (`allow-failed`), is handed to `onDecision` and never becomes a 500. A promise that never settles leaves the request
   * waiting, so bound it where it could hang.
   *
   * - permitted: `(request, origin) => tenants.has(origin)`, `async (request, origin) => isCustomer(await find(origin))`
   * - refused: anything but a function
   *
   * Default: no such check, and `Vary` then does not name `Origin` for its sake.
   */
  readonly allow?: ((request: Request, origin: string) => boolean | PromiseLike<boolean>) | undefined;
  /**
   * Names of the request headers that `allow`, or a policy function, reads beside `Origin`: merged into `Vary`, so that
   * no cache serves one tenant's answer to another.
   *
   * - permitted: `'x-tenant'`, `['Host', 'Accept-Language']`, `'*'`
   * - refused: names that are not RFC 9110 tokens (`'a, b'`, `''`)
   *
   * Default: none.
   */
  readonly vary?: string | readonly string[] | undefined;
  /**
   * Called once per request with the final decision, whatever its kind, before the handler runs: for logs and metrics.
   * `error` is what `allow` threw or rejected with. What it throws, or rejects with, is dropped: a logger must not break
   * the request.
   *
   * The `Origin` of a request is the sender's text: treat it as such in logs.
   *
   * Default: none.
   */
  readonly onDecision?: ((decision: HeaderDecision, request: Request, error?: unknown) => unknown) | undefined;
  /**
   * What becomes of the `access-control-*` headers that the application set itself: `'replace'` takes them off, `'keep'`
   * leaves them, for denied origins too, and adds the policy's where there are none.
   *
   * Default: `'replace'`.
   */
  readonly foreignHeaders?: ForeignHeaders | undefined;
  /**
   * Every preflight goes on to the application, with the headers set, instead of being answered here. Denied ones too:
   * the application then answers for the status.
   *
   * Default: `false`.
   */
  readonly preflightContinue?: boolean | undefined;
  /**
   * The public suffix list with which a config given in place is checked: `publicSuffixes` of
   * `@cors-policy/public-suffixes`. A policy that is already defined was checked with its own.
   *
   * Default: none, and a wildcard with credentials is refused.
   */
  readonly publicSuffixes?: PublicSuffixes | undefined;
  /**
   * Add the response header `cors-policy: denied; reason=header-not-allowed; detail="x-foo"`. It tells everybody how the
   * policy judged; for development.
   *
   * Default: `false`.
   */
  readonly debug?: boolean | undefined;
}

/** The options as the engine of the adapters wants them: checked, and with the defaults in place. */
export interface AdapterSettings<Request> {
  readonly allow: AdapterOptions<Request>['allow'];
  readonly vary: readonly string[];
  readonly onDecision: AdapterOptions<Request>['onDecision'];
  readonly foreignHeaders: ForeignHeaders;
  readonly preflightContinue: boolean;
  readonly publicSuffixes: PublicSuffixes | undefined;
  readonly debug: boolean;
}

/** What is accepted, in words, where a value is not; `undefined` where it is. Never asked about an option left out. */
export type OptionCheck = (value: unknown) => string | undefined;

/** Options that only one adapter has, beside those of all. */
export type OwnOptionChecks = Readonly<Record<string, OptionCheck>>;

const checks: Readonly<Record<keyof AdapterOptions<unknown>, OptionCheck>> = {
  allow: (value) => (typeof value === 'function' ? undefined : 'must be a function (request, origin) => boolean'),
  vary: checkVary,
  onDecision: (value) =>
    typeof value === 'function' ? undefined : 'must be a function (decision, request, error?) => void',
  foreignHeaders: (value) => (value === 'replace' || value === 'keep' ? undefined : "must be 'replace' or 'keep'"),
  preflightContinue: checkBoolean,
  publicSuffixes: (value) =>
    typeof value === 'object' && value !== null && 'publicSuffix' in value && typeof value.publicSuffix === 'function'
      ? undefined
      : "must be `publicSuffixes` from '@cors-policy/public-suffixes'",
  debug: checkBoolean,
};

/**
 * Checks the options of an adapter once, when it is created.
 *
 * @param own checks for the options that only this adapter has; it reads their values itself
 * @throws TypeError that names every unknown name and every wrong value, each with what would be accepted
 */
export function parseAdapterOptions<Request>(
  options: AdapterOptions<Request> | undefined,
  own: OwnOptionChecks = {},
): AdapterSettings<Request> {
  const given: unknown = options;
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    throw new TypeError(`the options must be an object, and are ${show(given)}`);
  }
  const mistakes = Object.entries(options ?? {}).flatMap(([name, value]) =>
    mistakeOf(name, value, { ...checks, ...own }),
  );
  if (mistakes.length > 0) throw new TypeError(`invalid options: ${mistakes.join('; ')}`);

  const {
    allow,
    vary = [],
    onDecision,
    foreignHeaders = 'replace',
    preflightContinue = false,
    publicSuffixes,
    debug = false,
  } = options ?? {};
  const names = Object.freeze(typeof vary === 'string' ? [vary] : [...vary]);
  return { allow, vary: names, onDecision, foreignHeaders, preflightContinue, publicSuffixes, debug };
}

function mistakeOf(name: string, value: unknown, known: OwnOptionChecks): readonly string[] {
  const check = Object.hasOwn(known, name) ? known[name] : undefined;
  if (check === undefined) return [unknownName(name, Object.keys(known))];
  if (value === undefined) return [];
  const problem = check(value);
  return problem === undefined ? [] : [`"${name}" ${problem}, and is ${show(value)}`];
}

function checkBoolean(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'must be true or false';
}

function checkVary(value: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  const wrong = names.find((name) => typeof name !== 'string' || !isToken(name));
  if (wrong === undefined && !names.includes(undefined)) return undefined;
  const parts = typeof wrong === 'string' ? wrong.split(',').map((part) => part.trim()) : [];
  const hint = parts.length > 1 && parts.every(isToken) ? ` (write ${JSON.stringify(parts)})` : '';
  return `must be a header name or a list of them${hint}`;
}

function unknownName(name: string, optionNames: readonly string[]): string {
  const near = didYouMean(name, optionNames);
  const hint = near === undefined ? `the options are ${optionNames.join(', ')}` : `did you mean "${near}"`;
  return `there is no option ${show(name)}, ${hint}`;
}
