import type { RequestDescriptor } from '@cors-policy/core';
import { describeNodeHeaders, type NodeRequestHeaders, type NodeResponse } from '@cors-policy/core/adapter';

/** What is read of Node's request. */
interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: NodeRequestHeaders;
}

/** What this adapter needs of Koa's context: that of Koa 2 and 3, over `node:http`, `node:https` and `node:http2`. */
export interface KoaContext {
  readonly method: string;
  /** The request target as it arrived: `koa-mount` and routers cut and set `path` and `url`. */
  readonly originalUrl: string;
  readonly headers: NodeRequestHeaders;
  /** Node's own request, which `method` and `headers` are of. */
  readonly req?: NodeRequest;
  /** Node's own response, on which the headers are put. */
  readonly res: NodeResponse;
  status: number;
  body: unknown;
  remove(field: string): void;
}

/**
 * What a request of Koa is, for CORS. The headers are handed over as they are: `evaluate` reads six of them.
 *
 * Read of Node's request where there is one: Koa's getters give and set the same, by a name that is looked up each time.
 */
export function describeRequest(context: KoaContext): RequestDescriptor {
  const req = context.req?.headers === undefined ? context : context.req;
  return {
    method: req.method ?? '',
    path: context.originalUrl,
    headers: describeNodeHeaders(req.headers),
  };
}
