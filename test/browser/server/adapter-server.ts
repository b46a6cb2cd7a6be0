import type { RequestListener } from 'node:http';
import type { Policy } from '@cors-policy/core';
import type { Application } from './reply.js';

/** What a server of each framework is made from: both ask about the path of a request, with the query. */
export interface ServerParts {
  readonly policyFor: (url: string) => Policy | undefined;
  readonly application: Application;
}

/** An adapter in its framework, as its README says to mount it. */
export interface AdapterServer {
  readonly name: string;
  readonly mount: (parts: ServerParts) => RequestListener | Promise<RequestListener>;
}
