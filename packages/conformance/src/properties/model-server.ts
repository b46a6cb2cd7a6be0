import type { HeaderList, WireRequest, WireResponse } from '@cors-policy/browser-model';
import type { HeaderDecision, RequestDescriptor } from '@cors-policy/core';

/** What the application says of itself, CORS aside. */
export const applicationHeaders: HeaderList = [
  ['Content-Type', 'application/json'],
  ['cache-control', 'no-store'],
  ['ETag', '"1"'],
  ['x-a', 'a'],
  ['X-B', 'b'],
  ['set-cookie', 'a=b'],
  ['x-internal', 'hidden'],
];

/** Makes decisions: the engine, or something that is wrong on purpose. */
export type Decide = (request: RequestDescriptor) => HeaderDecision;

/** An application behind the engine, without a socket: what an adapter does, in a few lines. */
export class ModelServer {
  /** What the application got to see, preflights aside. */
  readonly handled: WireRequest[] = [];
  readonly decisions: HeaderDecision[] = [];

  constructor(
    private readonly decide: Decide,
    /** What the application answers. */
    private readonly respond: (request: WireRequest) => WireResponse = respondPlainly,
  ) {}

  /** Answers as the adapters do: what is decided goes onto the response, or ends it. */
  readonly answer = (request: WireRequest): WireResponse => {
    const decision = this.decide(describe(request));
    this.decisions.push(decision);
    if (decision.status !== undefined) return { status: decision.status, headers: decision.headers };
    if (!request.headers.some(([name]) => name === 'access-control-request-method')) this.handled.push(request);
    const { status, headers } = this.respond(request);
    return { status, headers: [...headers, ...decision.headers] };
  };
}

function describe({ method, url, headers }: WireRequest): RequestDescriptor {
  const { pathname, search, host } = new URL(url);
  return { method, path: pathname + search, headers: { ...Object.fromEntries(headers), host } };
}

function respondPlainly(): WireResponse {
  return { status: 200, headers: applicationHeaders };
}
