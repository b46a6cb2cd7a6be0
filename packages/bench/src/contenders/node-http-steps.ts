import type { IncomingMessage, ServerResponse } from 'node:http';
import { cors as ours } from '@cors-policy/node-http';
import cors from 'cors';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';

/** A middleware of Connect and Express. */
export type NodeStep = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export const nodeHttpStep = (): NodeStep => ours(exchangePolicy);

export function corsStep(): NodeStep {
  const { origins, methods, allowedHeaders, credentials, maxAge } = exchangePolicy;
  return cors({
    origin: [...origins],
    methods: methods.join(','),
    allowedHeaders: allowedHeaders.join(','),
    credentials,
    maxAge,
  });
}
