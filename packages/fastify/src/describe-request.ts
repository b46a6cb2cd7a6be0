import type { RequestDescriptor } from '@cors-policy/core';
import { describeNodeHeaders } from '@cors-policy/core/adapter';
import type { FastifyRequest } from 'fastify';

/**
 * What a request of Fastify is, for CORS: what arrived, and neither what `rewriteUrl` made of the target nor what a hook
 * made of `request.headers`.
 */
export function describeRequest({ raw, originalUrl }: FastifyRequest): RequestDescriptor {
  return { method: raw.method ?? '', path: originalUrl, headers: describeNodeHeaders(raw.headers) };
}
