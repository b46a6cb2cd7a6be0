import type { HeaderDecision } from '@cors-policy/core';
import {
  type ForeignHeaders,
  isForeignHeader,
  isNullBodyStatus,
  isSwitchingProtocols,
  mergeVary,
} from '@cors-policy/core/adapter';

/**
 * The status of `Response.error()`, and of what a fetch without CORS gives: nothing of it can be sent.
 *
 * Only the status is asked for: other properties cost something where a server makes its responses lazily.
 *
 * @see https://fetch.spec.whatwg.org/#concept-network-error
 */
const NOTHING = 0;

const VARY = 'vary';

/** What is to be applied to a response. `vary` is the decision's, or more where registrations met. */
export interface Pending {
  readonly decision: HeaderDecision;
  readonly vary: readonly string[];
  readonly foreignHeaders: ForeignHeaders;
}

/**
 * Applies a decision to a response, for replies that go out beside `withCors` and `cors`.
 *
 * Takes off the `access-control-*` headers that were set before, sets the decision's and merges `Vary`. Status, body and
 * all other headers stay; the body is neither read nor copied. It sets no status.
 *
 * @param response any response; a 101 and `Response.error()` are returned untouched
 * @param decision what `evaluate` answered, or `onDecision` was called with
 * @param foreignHeaders what becomes of the `access-control-*` headers that were set before. Default: `'replace'`
 * @returns the same response where its headers can be changed, else a new one around the same body
 *
 * @example
 * ```ts
 * import { definePolicy, evaluate } from '@cors-policy/core';
 * import { applyDecision } from '@cors-policy/fetch';
 *
 * const policy = definePolicy({ origins: 'https://app.example' });
 * const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://app.example' } });
 * const response = applyDecision(Response.redirect('https://api.example/elsewhere', 303), decision);
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function applyDecision(
  response: Response,
  decision: HeaderDecision,
  foreignHeaders: ForeignHeaders = 'replace',
): Response {
  if (isUntouchable(response)) return response;
  return applyPending(response, { decision, vary: decision.vary, foreignHeaders });
}

/** Whether a response passes untouched, whatever was decided. */
export function isUntouchable({ status }: Response): boolean {
  return isSwitchingProtocols(status) || status === NOTHING;
}

/** Applies what is pending to a response that may be touched; the result is the same object wherever it can be. */
export function applyPending(response: Response, pending: Pending): Response {
  try {
    write(response.headers, pending);
    return response;
  } catch {
    // The guard of these headers is "immutable" (https://fetch.spec.whatwg.org/#headers-validate), which nothing but
    // trying tells. It refuses the first change already, so that none was made.
    const copy = rewrap(response);
    write(copy.headers, pending);
    return copy;
  }
}

/** A new response around the same body, without the headers that were applied to the given one. */
export function copyWithout(response: Response, applied: Pending | undefined): Response {
  const copy = rewrap(response);
  for (const [name, value] of applied?.decision.headers ?? [])
    if (copy.headers.get(name) === value) copy.headers.delete(name);
  return copy;
}

/** Changes what has to be changed, and nothing else: headers that refuse changes may need none. */
function write(headers: Headers, { decision, vary, foreignHeaders }: Pending): void {
  const { headers: own, kind } = decision;
  const replaces = foreignHeaders === 'replace';
  const takes = replaces && kind !== 'out-of-scope';
  if (!takes && own.length === 0 && vary.length === 0) return;
  // Of most responses none, and one look at their names takes less time than to ask for each.
  const present: string[] = [];
  for (const spelled of headers.keys()) {
    // The standard has them lower-case (https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine), and
    // `@whatwg-node/fetch` as the handler wrote them.
    const name = spelled.toLowerCase();
    if (name === VARY || isForeignHeader(name)) present.push(name);
  }

  for (const name of present) {
    if (takes && name !== VARY && !own.some(([known]) => known === name)) headers.delete(name);
  }
  for (const [name, value] of own) {
    const known = present.includes(name) || !isForeignHeader(name) ? headers.get(name) : null;
    if (known === null || (replaces && known !== value)) headers.set(name, value);
  }
  const merged = mergeVary(present.includes(VARY) ? headers.get(VARY) : undefined, vary);
  if (merged !== undefined) headers.set(VARY, merged);
}

/** The response itself is the init, so that runtimes copy what they know beyond the standard too. */
function rewrap(response: Response): Response {
  const copy = new Response(isNullBodyStatus(response.status) ? null : response.body, response);
  if (isDecoded(response)) {
    copy.headers.delete('content-encoding');
    copy.headers.delete('content-length');
  }
  return copy;
}

/**
 * Whether the body is no longer what the headers say of it: `fetch` takes these two codings off in every runtime, and
 * the headers go on naming them (https://fetch.spec.whatwg.org/#handle-content-codings). Of the response that `fetch`
 * gave a server may know that (Deno does), but not of a new one. Workers put the coding on again by themselves.
 */
function isDecoded(response: Response): boolean {
  const coding = response.headers.get('content-encoding');
  if (coding !== 'gzip' && coding !== 'br') return false;
  return response.url !== '' && response.body !== null && !('webSocket' in response);
}
