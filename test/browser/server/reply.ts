import type { IncomingHttpHeaders } from 'node:http';

/** A request as the application sees it. */
export interface AppRequest {
  readonly method: string;
  /** With the query; it starts with the path of the case. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What the application answers; every framework says it by its own means. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: readonly (readonly [name: string, value: string])[];
      /** The body in pieces, each of which leaves as it comes. Of `null` there is none. */
      readonly body?: Iterable<string> | AsyncIterable<string> | null;
    }
  /** The handler fails, and the framework answers. */
  | 'throws';

/** An application: it knows nothing of CORS. */
export type Application = (request: AppRequest) => Reply;

/** A reply with everything that it leaves out. */
export function completeReply(reply: Exclude<Reply, 'throws'>): {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Iterable<string> | AsyncIterable<string> | null;
} {
  return { status: 200, headers: [], body: ['the body'], ...reply };
}
