import { definePolicy, type Policy, type PolicyConfig } from '@cors-policy/core';
import type { AdapterServer } from './adapter-server.js';
import { listen } from './loopback-server.js';
import type { Application } from './reply.js';
import { type Sabotage, spoil } from './sabotage.js';

/** A request that reached the server. */
export interface Arrival {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  /** All lines of a field, in order, joined by commas: Node itself keeps one line only of some. */
  readonly field: (name: string) => string;
  /** Whether the application heard of it. */
  handled: boolean;
  /** What was answered; `undefined` until then. */
  status: number | undefined;
}

/** The part of a server that one case has for itself: the paths below `/<id>`, with a policy and an application. */
export interface Stage {
  readonly id: string;
  /** `/<id>` */
  readonly path: string;
  /** What reached these paths, in order. */
  readonly arrived: readonly Arrival[];
}

/** A server with one adapter, for any number of cases: none needs a restart, or sees what another one did. */
export interface Api {
  readonly adapter: string;
  readonly port: number;
  stage(config: ConfigFor, application: Application): Stage;
  close(): Promise<void>;
}

/** A config, which may have to know the path of the case. */
export type ConfigFor =
  | PolicyConfig
  | readonly PolicyConfig[]
  | ((path: string) => PolicyConfig | readonly PolicyConfig[]);

const isFunction = (config: ConfigFor): config is (path: string) => PolicyConfig | readonly PolicyConfig[] =>
  typeof config === 'function';

interface StageParts {
  readonly policy: Policy;
  readonly application: Application;
  readonly arrived: Arrival[];
}

/** Starts a server of an adapter. `sabotage` may spoil what it answers. */
export async function startApi(adapter: AdapterServer, sabotage: Sabotage = () => {}): Promise<Api> {
  const stages = new Map<string, StageParts>();
  const stageOf = (url: string): StageParts | undefined => stages.get(/^\/(\w+)/.exec(url)?.[1] ?? '');

  const guarded = await adapter.mount({
    policyFor: (url) => stageOf(url)?.policy,
    application: (request) => {
      const stage = stageOf(request.url);
      if (stage === undefined) return { status: 404 };
      // Requests of one case come one after the other, so the last that is alike is this one.
      const arrival = stage.arrived.findLast(({ method, url }) => method === request.method && url === request.url);
      if (arrival !== undefined) arrival.handled = true;
      return stage.application(request);
    },
  });

  const server = await listen((request, response) => {
    const { method = '', url = '/', headersDistinct } = request;
    const field = (name: string): string => (headersDistinct[name] ?? []).join(', ');
    const arrival: Arrival = { method, url, field, handled: false, status: undefined };
    stageOf(url)?.arrived.push(arrival);
    spoil(response, sabotage);
    response.once('finish', () => {
      arrival.status = response.statusCode;
    });
    guarded(request, response);
  });

  return {
    adapter: adapter.name,
    port: server.port,
    stage: (config, application) => {
      // The port too: cookies know paths, and no ports.
      const id = `c${server.port}n${stages.size + 1}`;
      const path = `/${id}`;
      const arrived: Arrival[] = [];
      stages.set(id, { policy: definePolicy(isFunction(config) ? config(path) : config), application, arrived });
      return { id, path, arrived };
    },
    close: server.close,
  };
}
