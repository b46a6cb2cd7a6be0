import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PolicyConfig } from '@cors-policy/core';
import { cors as ours } from '@cors-policy/node-http';
import cors from 'cors';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';

/** A middleware of Connect and Express. */
export type NodeStep = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export const nodeHttpStep = (policy: PolicyConfig = exchangePolicy): NodeStep => ours(policy);

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
