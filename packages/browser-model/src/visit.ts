import type { Browser } from './browser.js';
import type { WireRequest, WireResponse } from './browser-request.js';
import type { Finding } from './finding.js';
import type { PreflightCache } from './preflight-cache.js';
import { withoutTabsAndSpaces } from './white-space.js';

/** A part of a fetch: it gives out requests and takes in their responses, whoever carries them. */
export type Exchange<Result> = Generator<WireRequest, Result, WireResponse>;

/** A finding, and the request whose answer was looked at. */
export interface Step extends Finding {
  /** Its index among the requests that were sent; `undefined` before any was. */
  readonly exchange: number | undefined;
}

/** One fetch of a page under way: what the browser knows, what it has sent, and what it found. */
export class Visit {
  readonly sent: WireRequest[] = [];
  readonly steps: Step[] = [];

  constructor(
    readonly browser: Browser,
    public cache: PreflightCache,
    /** In seconds. */
    readonly now: number,
  ) {}

  *send(request: WireRequest): Exchange<WireResponse> {
    this.sent.push(request);
    const { status, headers } = yield request;
    return { status, headers: headers.map(([name, value]) => [name.toLowerCase(), withoutTabsAndSpaces(value)]) };
  }

  tell(...findings: readonly Finding[]): void {
    const exchange = this.sent.length === 0 ? undefined : this.sent.length - 1;
    for (const finding of findings) this.steps.push({ ...finding, exchange });
  }
}
