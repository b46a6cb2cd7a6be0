import { deepStrictEqual, ok } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  asSet,
  corsLinesOf,
  otherLinesOf,
  sorted,
  valuesOf,
  varyNamesOf,
  type WireHeader,
  type WireResponse,
} from '../wire/wire-message.js';

/**
 * What a response must look like. Header sets are compared whole: nothing missing, nothing more, nothing twice.
 */

/** What CORS has to add to a response. */
export interface CorsAnswer {
  readonly cors: readonly WireHeader[];
  readonly vary: readonly string[];
}

export const expectStatus = (response: WireResponse, status: number): void => {
  deepStrictEqual(response.status, status, `the status is ${response.status}, not ${status}`);
};

/** Exactly these `access-control-*` and `timing-allow-origin` lines. */
export const expectCorsLines = (response: WireResponse, lines: readonly WireHeader[]): void => {
  deepStrictEqual(corsLinesOf(response), sorted(lines));
};

/** Exactly these names in `Vary`, each once, in one line. */
export const expectVary = (response: WireResponse, names: readonly string[]): void => {
  deepStrictEqual(asSet(varyNamesOf(response)), asSet(names), `vary is ${JSON.stringify(valuesOf(response, 'vary'))}`);
  ok(valuesOf(response, 'vary').length <= 1, `vary is on several lines: ${JSON.stringify(valuesOf(response, 'vary'))}`);
};

/** The merger of what an application sends in `Vary` with what CORS adds; `*` absorbs. */
const mergedVary = (plain: WireResponse, names: readonly string[]): readonly string[] => {
  const all = [...varyNamesOf(plain), ...names].map((name) => name.toLowerCase());
  return all.includes('*') ? ['*'] : [...new Set(all)];
};

/** Status, reason phrase, body and every header that is none of CORS's business are as without CORS. */
const expectUntouched = (response: WireResponse, plain: WireResponse): void => {
  const rest = (one: WireResponse): unknown => ({
    status: one.status,
    reason: one.reason,
    headers: otherLinesOf(one),
    trailers: one.trailers,
    body: one.body.toString('latin1'),
    complete: one.complete,
  });
  deepStrictEqual(rest(response), rest(plain));
};

/** The response is the application's own, with the CORS headers of its decision, ours replacing what the application set. */
export const expectDecorated = (response: WireResponse, plain: WireResponse, { cors, vary }: CorsAnswer): void => {
  expectUntouched(response, plain);
  const timing = cors.some(([name]) => name === 'timing-allow-origin') ? [] : valuesOf(plain, 'timing-allow-origin');
  expectCorsLines(response, [...cors, ...timing.map((value): WireHeader => ['timing-allow-origin', value])]);
  expectVaryMerged(response, plain, vary);
};

/** Where CORS has nothing to add, the application's own `Vary` keeps its bytes; else it is the merger of both. */
const expectVaryMerged = (response: WireResponse, plain: WireResponse, vary: readonly string[]): void => {
  const [ours, theirs] = [valuesOf(response, 'vary'), valuesOf(plain, 'vary')];
  const said = new Set(asSet(varyNamesOf(plain)));
  const nothingToAdd = asSet(vary).every((name) => said.has(name));
  // The application's own spelling says it all: left as it is, or tidied, are both right.
  if (nothingToAdd && vary.length > 0 && isDeepStrictEqual(ours, theirs)) return;
  if (vary.length === 0) deepStrictEqual(ours, theirs);
  else expectVary(response, mergedVary(plain, vary));
};

/** The response is, in every header, what the application sends without CORS. */
export const expectIdentical = (response: WireResponse, plain: WireResponse): void => {
  expectUntouched(response, plain);
  deepStrictEqual(corsLinesOf(response), corsLinesOf(plain));
  deepStrictEqual(valuesOf(response, 'vary'), valuesOf(plain, 'vary'));
};

/** A response that ended at the adapter: this status, no body, these headers. */
export const expectAnswered = (response: WireResponse, status: number, { cors, vary }: CorsAnswer): void => {
  expectStatus(response, status);
  deepStrictEqual(response.body.toString('latin1'), '', 'the response has a body');
  expectCorsLines(response, cors);
  expectVary(response, vary);
};
