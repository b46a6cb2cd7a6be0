import { randomBytes } from 'node:crypto';
import {
  type BrowserRequest,
  browse,
  chromium,
  firefox,
  type Outcome,
  standard,
  type WireRequest,
  type WireResponse,
  webkit,
} from '@cors-policy/browser-model';
import type { Engine, Evidence, Exchange, Purpose } from './evidence/evidence.js';
import { hostileOrigins, STRANGER } from './evidence/hostile-origins.js';
import { NoAnswer, type WireClient } from './wire-client.js';

export interface ProbePlan {
  readonly asked: BrowserRequest;
  /** Further paths to look at, such as one that answers with an error. */
  readonly also: readonly string[];
  /** Whether hostile origins are sent too. */
  readonly audit: boolean;
}

/**
 * Sends what a browser would send, and what tells more of the server: plain GETs without `Origin`, of a stranger, and of
 * a path that is not there. Of the method that was asked for, one request is sent at most.
 *
 * @throws NoAnswer where neither the request nor a plain GET gets one
 */
export async function gather({ asked, also, audit }: ProbePlan, client: WireClient): Promise<Evidence> {
  const session = new Session(client);
  const { outcome, exchanges } = await session.play(asked);
  const look = (purpose: Purpose, origin: string, url = asked.url): Promise<Exchange | undefined> =>
    session.look(purpose, { origin, url, method: 'GET', headers: [], mode: 'cors', credentials: asked.credentials });
  const reference = await look('reference', asked.origin);
  const [failure] = session.failures;
  if (exchanges.length === 0 && reference === undefined && failure !== undefined) throw new NoAnswer(failure.reason);
  const readable = await session.playInEngines(asked);
  const here = new URL(asked.url);
  const paths = also.map((path) => new URL(path, here).href);
  const hostile = audit ? hostileOrigins(asked.origin) : [];
  return {
    asked,
    outcome,
    readable,
    exchanges,
    reference,
    otherOrigin: await look('other-origin', STRANGER),
    // A page of the server's own sends no `Origin` with a GET.
    withoutOrigin: await look('without-origin', here.origin),
    notFound: await look('not-found', asked.origin, missingPath(here)),
    also: await allOf(paths, (url) => look('also', asked.origin, url)),
    hostile: await allOf(hostile, async (one) => {
      const exchange = await look('hostile', one.origin);
      return exchange && { ...one, exchange };
    }),
    failures: session.failures,
  };
}

/** A path beside the one that was asked for, which nobody has. */
function missingPath(here: URL): string {
  const missing = new URL(here.origin + here.pathname.replace(/[^/]*$/, ''));
  missing.pathname += `cors-policy-probe-${randomBytes(6).toString('hex')}`;
  return missing.href;
}

/** One after the other: a server under test is not put under load. */
async function allOf<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result | undefined>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    const result = await ask(item);
    if (result !== undefined) results.push(result);
  }
  return results;
}

/** Requests to one server, none of them sent twice. */
class Session {
  readonly #client: WireClient;
  readonly #answers = new Map<string, WireResponse | NoAnswer>();
  readonly failures: Evidence['failures'][number][] = [];

  constructor(client: WireClient) {
    this.#client = client;
  }

  /** Plays the request in the browser of the standard's text. */
  async play(asked: BrowserRequest): Promise<Pick<Evidence, 'outcome' | 'exchanges'>> {
    const exchanges: Exchange[] = [];
    const server = async (request: WireRequest): Promise<WireResponse> => {
      const response = await this.#send(request);
      exchanges.push({ purpose: isPreflight(request) ? 'preflight' : 'request', request, response });
      return response;
    };
    try {
      return { outcome: await browse(asked, server, { browser: standard }), exchanges };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const request = this.failures.at(-1)?.request;
      const sent = [...exchanges.map((exchange) => exchange.request), ...(request ? [request] : [])];
      return { outcome: { ...unanswered, sent }, exchanges };
    }
  }

  async playInEngines(asked: BrowserRequest): Promise<Evidence['readable']> {
    const readable = { chromium: false, firefox: false, webkit: false };
    for (const [name, browser] of Object.entries({ chromium, firefox, webkit })) {
      try {
        const outcome = await browse(asked, (request) => this.#send(request), { browser });
        // The names are those of `readable`.
        readable[name as Engine] = outcome.readable;
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
      }
    }
    return readable;
  }

  /** What comes back for the first request of a fetch; `undefined` where nothing does. */
  async look(purpose: Purpose, asked: BrowserRequest): Promise<Exchange | undefined> {
    let exchange: Exchange | undefined;
    try {
      await browse({ ...asked, redirect: 'manual' }, async (request) => {
        const response = await this.#send(request, purpose);
        exchange ??= { purpose, request, response };
        return response;
      });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
    return exchange;
  }

  async #send(request: WireRequest, purpose?: Purpose): Promise<WireResponse> {
    const key = keyOf(request);
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = await this.#ask(request, purpose ?? (isPreflight(request) ? 'preflight' : 'request'));
      this.#answers.set(key, answer);
    }
    if (answer instanceof NoAnswer) throw answer;
    return answer;
  }

  async #ask(request: WireRequest, purpose: Purpose): Promise<WireResponse | NoAnswer> {
    try {
      return await this.#client(request);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.failures.push({ purpose, request, reason: error.message });
      return error;
    }
  }
}

const unanswered: Omit<Outcome, 'sent'> = {
  readable: false,
  type: 'error',
  status: 0,
  headers: [],
  url: '',
  steps: [],
  cache: [],
};

function isPreflight({ method, headers }: WireRequest): boolean {
  return method === 'OPTIONS' && headers.some(([name]) => name === 'access-control-request-method');
}

/** Preflights may be sent in every form. Of anything else, what a browser adds of its own makes no other request. */
function keyOf(request: WireRequest): string {
  const { method, url, headers, includesCredentials } = request;
  const origin = headers.find(([name]) => name === 'origin')?.[1];
  const isReadOnly = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  const fields = headers.map(([name, value]) => `${name}: ${value}`).sort((a, b) => (a < b ? -1 : 1));
  return JSON.stringify(isReadOnly ? [method, url, fields, includesCredentials] : [method, url, origin]);
}
