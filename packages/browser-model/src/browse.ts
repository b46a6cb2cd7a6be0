import { type Browser, standard } from './browser.js';
import type { BrowserRequest, Server, WireRequest, WireResponse } from './browser-request.js';
import { constructRequest } from './construct-request.js';
import { currentUrl } from './fetch-request.js';
import { basicFilteredHeaders, corsFilteredHeaders } from './filtered-response.js';
import type { HeaderList } from './header-list.js';
import { type FetchResult, mainFetch } from './main-fetch.js';
import { emptyCache, type PreflightCache, unexpired } from './preflight-cache.js';
import { type Exchange, type Step, Visit } from './visit.js';

/** @see https://fetch.spec.whatwg.org/#concept-response-type */
export type ResponseType = 'basic' | 'cors' | 'opaque' | 'opaqueredirect' | 'error';

/** What a page gets of a fetch, and what the browser did for it. */
export interface Outcome {
  /** Whether the page can read the response. It cannot read an opaque one. */
  readonly readable: boolean;
  readonly type: ResponseType;
  /** 0 where the response is not readable. */
  readonly status: number;
  /** The headers that the page sees: lower-case names, sorted, each once. */
  readonly headers: HeaderList;
  /** The URL that the response came from, redirects followed; empty where the response is not readable. */
  readonly url: string;
  /** Every request that went over the wire, preflights included, in order. */
  readonly sent: readonly WireRequest[];
  /** What the browser looked at, in order. Of the last failed check a page gets to know nothing. */
  readonly steps: readonly Step[];
  /** What the browser remembers of preflights now: for the next fetch of the same page. */
  readonly cache: PreflightCache;
}

export interface BrowseOptions {
  /** Default: the standard. */
  readonly browser?: Browser | undefined;
  /** What earlier fetches of the page left. Default: nothing. */
  readonly cache?: PreflightCache | undefined;
  /** The time in seconds, which the preflight cache asks for. Default: 0. */
  readonly now?: number | undefined;
}

/**
 * Plays one `fetch()` of a page against a server: preflight if one is needed, request, redirects.
 *
 * Pure but for the server: it is called with each request, and nothing else happens. What it throws comes through. Where
 * it answers at once the outcome is there at once, else a promise of it.
 *
 * @example
 * const outcome = browse(
 *   { origin: 'https://a.example', url: 'https://b.example/', method: 'PUT', headers: [], mode: 'cors', credentials: 'omit' },
 *   () => ({ status: 204, headers: [['access-control-allow-origin', '*']] }),
 * );
 * // outcome.readable: false, for the preflight was answered without `access-control-allow-methods`
 */
export function browse(
  request: BrowserRequest,
  server: (request: WireRequest) => WireResponse,
  options?: BrowseOptions,
): Outcome;
export function browse(request: BrowserRequest, server: Server, options?: BrowseOptions): Outcome | Promise<Outcome>;
export function browse(
  request: BrowserRequest,
  server: Server,
  options: BrowseOptions = {},
): Outcome | Promise<Outcome> {
  const now = options.now ?? 0;
  const visit = new Visit(options.browser ?? standard, unexpired(options.cache ?? emptyCache, now), now);
  return carry(fetching(visit, request), server);
}

/** @see https://fetch.spec.whatwg.org/#fetch-method */
function* fetching(visit: Visit, asked: BrowserRequest): Exchange<Outcome> {
  const { request, findings } = constructRequest(asked, visit.browser.quirks);
  visit.tell(...findings);
  const fetched = request === undefined ? undefined : yield* mainFetch(visit, request);
  const { sent, steps, cache } = visit;
  return { ...sightOf(fetched), sent, steps, cache };
}

type Sight = Pick<Outcome, 'readable' | 'type' | 'status' | 'headers' | 'url'>;

const unreadable = { readable: false, status: 0, headers: [], url: '' } as const;

/** @see https://fetch.spec.whatwg.org/#concept-main-fetch (step 14.2) */
function sightOf(fetched: FetchResult | undefined): Sight {
  if (fetched === undefined || fetched.result.kind === 'error') return { ...unreadable, type: 'error' };
  const { request, result } = fetched;
  if (result.kind === 'opaque-redirect') return { ...unreadable, type: 'opaqueredirect' };
  if (request.tainting === 'opaque') return { ...unreadable, type: 'opaque' };
  const { status, headers } = result.response;
  return {
    readable: true,
    type: request.tainting,
    status,
    headers: request.tainting === 'cors' ? corsFilteredHeaders(request, headers) : basicFilteredHeaders(headers),
    url: currentUrl(request).href,
  };
}

/** Carries requests to the server and responses back until the fetch is done; it waits only where the server does. */
function carry(exchange: Exchange<Outcome>, server: Server): Outcome | Promise<Outcome> {
  let turn = exchange.next();
  while (!turn.done) {
    const response = server(turn.value);
    if ('then' in response) return carryLater(exchange, server, response);
    turn = exchange.next(response);
  }
  return turn.value;
}

async function carryLater(
  exchange: Exchange<Outcome>,
  server: Server,
  awaited: PromiseLike<WireResponse>,
): Promise<Outcome> {
  let turn = exchange.next(await awaited);
  while (!turn.done) turn = exchange.next(await server(turn.value));
  return turn.value;
}
