import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { definePolicy, type HeaderDecision, type PolicyConfig, withCors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { application } from './application.js';

/** What the server calls for each request that it decided. */
export type OnDecision = (decision: HeaderDecision, request: IncomingMessage) => void;

/** A server with the policy of `policy.json`: this is all that a real one needs. */
export function createDemoServer(onDecision: OnDecision): Server {
  const file = new URL('../policy.json', import.meta.url);
  // PROOF: whatever the file holds, `definePolicy` checks it, and throws one error that lists every mistake.
  const config = JSON.parse(readFileSync(file, 'utf8')) as PolicyConfig[];

  const policy = definePolicy(config, { publicSuffixes });
  return createServer(withCors(policy, application, { onDecision }));
}
