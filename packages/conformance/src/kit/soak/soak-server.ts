import type { Server } from 'node:http';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { definePolicy, type HeaderDecision, type Policy } from '@cors-policy/core';
import type { AdapterOptions } from '@cors-policy/core/adapter';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { type AnyRequest, fieldOf } from '../fixture/any-request.js';
import { listen } from '../node/listening-server.js';
import { failingOrigin, grantedOrigin, soakPolicy, uncertainHeader } from './soak-traffic.js';

/** What every adapter under soak is given, so that whatever it might hold on to is there. */
export interface SoakSetup<Request> {
  readonly policy: (request: Request) => Policy | Promise<Policy>;
  readonly options: AdapterOptions<Request>;
}

/** What the server of a soak tells when it is asked. */
export interface SoakReport {
  /** The heap in use once everything was collected that could be. */
  readonly bytes: number;
  /** How often each reason was told to `onDecision`. */
  readonly decisions: Readonly<Record<string, number>>;
  /** The same for the requests that may or may not have arrived. */
  readonly uncertain: number;
  /** What Node warned of: too many listeners, say. */
  readonly warnings: readonly string[];
}

/** The argument with which a server leaks on purpose, so that the meter can be seen to notice. */
export const leaking = 'leaking';

class Counters {
  readonly #decisions = new Map<string, number>();
  readonly #warnings: string[] = [];
  /** What a careless cache would be. */
  readonly #hoard: Map<unknown, HeaderDecision> | undefined;
  #uncertain = 0;

  constructor(hoards: boolean) {
    if (hoards) this.#hoard = new Map();
    process.on('warning', (warning) => this.#warnings.push(String(warning)));
  }

  count(decision: HeaderDecision, request: AnyRequest): void {
    this.#hoard?.set(fieldOf(request, 'origin'), decision);
    if (typeof fieldOf(request, uncertainHeader) === 'string') this.#uncertain += 1;
    else this.#decisions.set(decision.reason, (this.#decisions.get(decision.reason) ?? 0) + 1);
  }

  async report(): Promise<SoakReport> {
    const { gc } = globalThis;
    if (gc === undefined) throw new Error('the server of a soak needs --expose-gc');
    for (let turn = 0; turn < 5; turn += 1) {
      gc();
      await pause(10); // what was closed is let go of a turn later
    }
    return {
      bytes: process.memoryUsage().heapUsed,
      decisions: Object.fromEntries(this.#decisions),
      uncertain: this.#uncertain,
      warnings: this.#warnings,
    };
  }
}

const setupOf = <Request extends AnyRequest>(counters: Counters): SoakSetup<Request> => {
  const policy = definePolicy(soakPolicy, { publicSuffixes });
  let asked = 0;
  return {
    policy: () => (++asked % 2 === 0 ? policy : Promise.resolve(policy)),
    options: {
      allow: async (_request, origin) => {
        await pause(0);
        if (origin === failingOrigin) throw new Error('the table of customers is gone');
        return origin === grantedOrigin;
      },
      vary: ['X-Tenant'],
      debug: true,
      onDecision: (decision, request) => counters.count(decision, request),
    },
  };
};

/** Serves a soak in a process of its own until the parent goes: tells its port, and a report whenever it is asked. */
export const serveSoak = async <Request extends AnyRequest>(
  create: (setup: SoakSetup<Request>) => Server | Promise<Server>,
): Promise<void> => {
  const counters = new Counters(process.argv.includes(leaking));
  const { port } = await listen(await create(setupOf<Request>(counters)));
  process.on('message', () => void counters.report().then((report) => process.send?.(report)));
  process.on('disconnect', () => process.exit());
  process.send?.(port);
};
