import { caseHeader, type ObservationLog } from '../fixture/observation.js';
import { type ReplyScript, releasePath, routeOf, targetPath } from '../fixture/reply-script.js';
import type { ServerSetup } from '../fixture/server-setup.js';
import { playFetchReply, type Stage } from './play-fetch-reply.js';

export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** The kit's name for a Fetch request. */
export const caseOfFetch = ({ headers }: { readonly headers: { get(name: string): string | null } }): string =>
  headers.get(caseHeader) ?? '';

/** What an application over Fetch alone answers when something fails. */
export const errorPage = (): Response => textOf(500, 'something failed');

const textOf = (status: number, text: string): Response =>
  new Response(
    status === 304 ? null : text,
    status === 304 ? { status } : { status, headers: { 'Content-Type': 'text/plain' } },
  );

/** The route for a request, the application's catch-all included. */
const scriptFor = (setup: ServerSetup, request: Request): ReplyScript | undefined => {
  const script = routeOf(setup.routes, request.url);
  if (script !== undefined) return script;
  const caught = setup.catchAll === 'all' || (setup.catchAll === 'options' && request.method === 'OPTIONS');
  return caught ? { body: 'caught by the catch-all' } : undefined;
};

/** What answers before the handler: the work of a framework's router, body parser and conditional requests. */
const answeredByRouter = (request: Request, script: ReplyScript | undefined): Response | undefined => {
  if (script === undefined) return textOf(404, 'no such route');
  const { methods, bodyLimit, conditional } = script;
  if (methods !== undefined && !methods.includes(request.method)) return textOf(405, 'no such method');
  if (bodyLimit !== undefined && Number(request.headers.get('content-length')) > bodyLimit)
    return textOf(413, 'too large');
  if (conditional === true && request.headers.has('if-none-match')) return textOf(304, '');
  return undefined;
};

/** The 401 of a setup with a gate. */
export const answeredByGate = (setup: ServerSetup, request: Request, log: ObservationLog): Response | undefined => {
  if (setup.gate !== true || request.headers.has('authorization')) return undefined;
  log.add({ what: 'gate', case: caseOfFetch(request) });
  return textOf(401, 'not without authorization');
};

/** An application written over Fetch alone: its own router, its own 404 and 405. */
export const fetchApplication =
  (setup: ServerSetup, log: ObservationLog, stage: Stage): FetchHandler =>
  (request) => {
    const script = scriptFor(setup, request);
    const answered = answeredByGate(setup, request, log) ?? answeredByRouter(request, script);
    if (answered !== undefined) return answered;
    log.add({ what: 'handler', case: caseOfFetch(request) });
    return playFetchReply(script ?? {}, stage);
  };

/** Two seconds, and then the stream goes on by itself: nothing waits for ever. */
const mostTurns = 400;

const upstreamPath = '/-/upstream';

/** The upstream behind the server: what it is asked for in the query, it answers. */
const upstreamReply = (url: URL, stage: Stage): Response | Promise<Response> => {
  // PROOF: `fetched` below wrote it.
  const script = JSON.parse(url.searchParams.get('reply') ?? '{}') as ReplyScript;
  return playFetchReply(script, stage);
};

/**
 * The whole server of a setup as one Fetch handler: what the kit itself asks for, then the application as `mount` puts
 * it together, then error handling around everything.
 *
 * @param origin the origin under which this server can be fetched by itself
 */
export const fetchServer = (origin: () => string, mount: (stage: Stage) => FetchHandler): FetchHandler => {
  const releases: string[] = [];
  const stage: Stage = {
    // Asks again and again: a Worker must not wait for what another request does.
    untilReleased: async () => {
      const before = releases.length;
      for (let turn = 0; turn < mostTurns && releases.length === before; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    fetched: (script) => {
      const query = new URLSearchParams({ reply: JSON.stringify({ ...script, immutable: false }) });
      return fetch(`${origin()}${upstreamPath}?${query.toString()}`, { redirect: 'manual' });
    },
  };
  const handler = mount(stage);
  return async (request) => {
    const path = targetPath(request.url);
    if (path === upstreamPath) return upstreamReply(new URL(request.url), stage);
    if (path === releasePath) {
      releases.push(path);
      return new Response('released');
    }
    try {
      return await handler(request);
    } catch {
      return errorPage();
    }
  };
};
