import type { RequestDescriptor } from '@cors-policy/core';
import { describeNodeHeaders, type NodeRequestHeaders } from '@cors-policy/core/adapter';

/** What this adapter reads of a request: that of `node:http`, `node:https`, `node:http2`, and what frameworks made of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The request target as it arrived: Connect, Express and Polka cut the mount path off `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: NodeRequestHeaders;
}

/** What a request of Node is, for CORS. The headers are handed over as they are: `evaluate` reads six of them. */
export function describeRequest(request: NodeRequest): RequestDescriptor {
  return {
    method: request.method ?? '',
    path: request.originalUrl ?? request.url,
    headers: describeNodeHeaders(request.headers),
  };
}
