import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What is about to leave, to be changed in place. */
export interface HeaderBlock {
  status: number;
  /** By lower-case name. */
  readonly headers: Map<string, OutgoingHttpHeader>;
  readonly request: IncomingMessage;
}

/** Spoils a response. */
export type Sabotage = (block: HeaderBlock) => void;

/** Lets a sabotage have the last word about a response: behind the adapter, which hooks `writeHead` after this. */
export function spoil(response: ServerResponse, sabotage: Sabotage): void {
  const writeHead = response.writeHead;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const given = rest.find((part) => typeof part === 'object' && part !== null);
    const headers = new Map(Object.entries(response.getHeaders()).flatMap(present));
    for (const [name, value] of entriesOf(given)) {
      const before = headers.get(name);
      headers.set(name, before === undefined || name !== 'set-cookie' ? value : [before, value].flat().map(String));
    }
    const block: HeaderBlock = { status, headers, request: response.req };
    sabotage(block);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    for (const [name, value] of headers) response.setHeader(name, value);
    return writeHead.call(response, block.status);
  };
}

function present([name, value]: [string, OutgoingHttpHeader | undefined]): [string, OutgoingHttpHeader][] {
  return value === undefined ? [] : [[name, value]];
}

/** Both forms that `writeHead` takes: an object, and names and values in turn. */
function entriesOf(headers: unknown): readonly [string, OutgoingHttpHeader][] {
  if (Array.isArray(headers)) {
    // PROOF: the flat form is names and values in turn.
    const flat = headers as readonly string[];
    return flat.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), flat[at + 1] ?? '']] : []));
  }
  // PROOF: the other form is an object of headers.
  return Object.entries((headers ?? {}) as OutgoingHttpHeaders).flatMap(([name, value]) =>
    present([name.toLowerCase(), value]),
  );
}
