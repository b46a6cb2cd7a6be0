import { METHODS } from 'node:http';
import { naiveEvaluate } from '@cors-policy/conformance';
import {
  type Browser,
  type BrowserRequest,
  browse,
  emptyCache,
  type HeaderList,
  type Outcome,
  type WireRequest,
  type WireResponse,
} from '@cors-policy/conformance/browser-model';
import type { PolicyConfig, Reason, RequestDescriptor } from '@cors-policy/core';
import { completeReply, type Reply } from '../server/reply.js';

/** What a case is about, with everything in it known. */
export interface KnownCase {
  readonly config: readonly PolicyConfig[];
  readonly reply: Reply;
  readonly requests: readonly BrowserRequest[];
}

/** What the model expects of one fetch. */
export interface Expectation {
  readonly outcome: Outcome;
  /** For each request that is sent, whether the application hears of it. */
  readonly handled: readonly boolean[];
  /** For each request that is sent, the row of the decision table. */
  readonly reasons: readonly Reason[];
}

/**
 * What a browser makes of a case: the naive model of the policy is the server, and the model of the browser asks it.
 * Neither shares code with the engine.
 */
export function expectationOf({ config, reply, requests }: KnownCase, browser: Browser): readonly Expectation[] {
  let cache = emptyCache;
  return requests.map((request) => {
    const handled: boolean[] = [];
    const reasons: Reason[] = [];
    const outcome = browse(
      request,
      (sent) => {
        const { response, isHandled, reason } = answer(config, reply, sent);
        handled.push(isHandled);
        reasons.push(reason);
        return response;
      },
      { browser, cache },
    );
    ({ cache } = outcome);
    return { outcome, handled, reasons };
  });
}

interface Answer {
  readonly response: WireResponse;
  readonly isHandled: boolean;
  readonly reason: Reason;
}

function answer(config: readonly PolicyConfig[], reply: Reply, sent: WireRequest): Answer {
  const { kind, status, headers, vary, reason } = naiveEvaluate(config, descriptorOf(sent));
  // Node's parser does not let it in.
  if (!METHODS.includes(sent.method)) return { response: { status: 400, headers: [] }, isHandled: false, reason };
  const decided: HeaderList = vary.length === 0 ? headers : [...headers, ['vary', vary.join(', ')]];
  if (status !== undefined) return { response: { status, headers: decided }, isHandled: false, reason };
  const complete = completeReply(reply === 'throws' ? { status: 500 } : reply);
  const own =
    kind === 'out-of-scope'
      ? complete.headers
      : complete.headers.filter(([name]) => !name.startsWith('access-control-'));
  return { response: { status: complete.status, headers: [...own, ...decided] }, isHandled: true, reason };
}

function descriptorOf({ method, url, headers }: WireRequest): RequestDescriptor {
  const { host, pathname, search } = new URL(url);
  const fields: Record<string, string> = { host };
  for (const [name, value] of headers) fields[name] = name in fields ? `${fields[name]}, ${value}` : value;
  return { method, path: pathname + search, headers: fields };
}
