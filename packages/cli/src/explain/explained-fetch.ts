import {
  type BrowserRequest,
  browse,
  type Step,
  type WireRequest,
  type WireResponse,
} from '@cors-policy/browser-model';
import {
  applyFix,
  definePolicy,
  type Explanation,
  explain,
  type Policy,
  type PolicyFix,
  type RequestDescriptor,
} from '@cors-policy/core';
import { publicSuffixes } from '@cors-policy/public-suffixes';

/** A request that the browser sends for one fetch, and what the policy makes of it. */
export interface ExplainedRequest {
  readonly request: WireRequest;
  readonly isPreflight: boolean;
  readonly explanation: Explanation;
}

/** One fetch of a page, from the first request to the answer. */
export interface ExplainedFetch {
  /** Why the browser asks first; empty where it does not. */
  readonly whyPreflight: readonly Step[];
  /** What is sent, in order; what comes after a blocked one is sent only once that is cured. */
  readonly requests: readonly ExplainedRequest[];
  /** Whether the page can read the answer. */
  readonly isAllowed: boolean;
  /** What a script may not ask for at all: nothing is sent then. */
  readonly refused: Step | undefined;
  /** The changes that together allow this fetch. */
  readonly fixes: readonly PolicyFix[];
}

/**
 * Explains a fetch: the requests are those that a browser sends to a server which allows everything, and each of them is
 * put to the policy.
 */
export function explainFetch(policy: Policy, asked: BrowserRequest): ExplainedFetch {
  const { sent, steps } = browse(asked, allowEverything);
  // A page reads what its own server answers, whatever the policy says.
  const isOwn = new URL(asked.url).origin === asked.origin;
  const requests = sent.map((request): ExplainedRequest => {
    const explanation = explain(policy, descriptorOf(request), { credentials: asked.credentials === 'include' });
    return { request, isPreflight: isPreflight(request), explanation };
  });
  return {
    whyPreflight: steps.filter(({ check, kind }) => kind === 'note' && check.startsWith('preflight-')),
    requests,
    isAllowed:
      requests.length > 0 &&
      requests.every(
        ({ explanation: { outcome } }) => outcome === 'allowed' || (isOwn && outcome === 'not-applicable'),
      ),
    refused: steps.find(({ kind, passed }) => kind === 'check' && !passed),
    fixes: fixesOf(policy, asked, sent),
  };
}

/**
 * The changes that allow all requests of a fetch: each is asked for under the policy as the changes before it leave it,
 * for what lets the preflight pass mostly lets the request pass too. None where one of them cannot be cured.
 */
function fixesOf(policy: Policy, { credentials }: BrowserRequest, sent: readonly WireRequest[]): readonly PolicyFix[] {
  const fixes: PolicyFix[] = [];
  let current = policy;
  for (const request of sent) {
    const { outcome, fixes: next } = explain(current, descriptorOf(request), {
      credentials: credentials === 'include',
    });
    if (outcome === 'allowed') continue;
    if (next.length === 0) return [];
    fixes.push(...next);
    current = definePolicy(applyFix(current.toJSON(), next), { publicSuffixes });
  }
  return fixes;
}

function allowEverything({ method, headers }: WireRequest): WireResponse {
  const asked = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? '';
  return {
    status: method === 'OPTIONS' ? 204 : 200,
    headers: [
      ['access-control-allow-origin', asked('origin')],
      ['access-control-allow-credentials', 'true'],
      ['access-control-allow-methods', asked('access-control-request-method')],
      ['access-control-allow-headers', asked('access-control-request-headers')],
    ],
  };
}

function isPreflight({ method, headers }: WireRequest): boolean {
  return method === 'OPTIONS' && headers.some(([name]) => name === 'access-control-request-method');
}

function descriptorOf({ method, url, headers }: WireRequest): RequestDescriptor {
  const { host, pathname } = new URL(url);
  return { method, path: pathname, headers: { host, ...Object.fromEntries(headers) } };
}
