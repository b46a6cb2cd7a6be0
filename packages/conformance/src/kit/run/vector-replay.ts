import { deepStrictEqual } from 'node:assert/strict';
import { expectCorsLines, expectVary } from '../check/expectation.js';
import { type Bench, named, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import { countOf, decisionsIn } from '../fixture/observation.js';
import type { WireResponse } from '../wire/wire-message.js';
import type { WireVector } from './wire-vector.js';

/** What became of one vector on the wire. */
export interface Replay {
  readonly response: WireResponse;
  readonly handlerRuns: number;
  readonly reasons: readonly string[];
}

/** Servers, and requests to each of them, that are open at the same time. */
const mostServers = 4;
const mostRequests = 16;

/** The handler's own status: one that no decision has. */
const handlerStatus = 299;

const inBounds = async <T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> => {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
};

/** Vectors that one and the same server can answer. */
const byServer = (vectors: readonly WireVector[]): readonly (readonly WireVector[])[] => {
  const servers = new Map<string, WireVector[]>();
  for (const vector of vectors) {
    const key = JSON.stringify(vector.cors);
    servers.set(key, [...(servers.get(key) ?? []), vector]);
  }
  return [...servers.values()];
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const replayOn = async (
  bench: Bench,
  vectors: readonly WireVector[],
): Promise<readonly (readonly [string, Replay | Error])[]> => {
  const responses = new Map<string, WireResponse | Error>();
  await inBounds(vectors, mostRequests, async ({ id, request }) => {
    responses.set(id, await bench.ask(named(id, request)).catch(asError));
  });
  const seen = await bench.seen();
  return [...responses].map(([id, response]) => {
    if (response instanceof Error) return [id, response];
    const reasons = decisionsIn(seen, id).map(({ decision }) => decision.reason);
    return [id, { response, handlerRuns: countOf(seen, 'handler', id), reasons }];
  });
};

/** Sends every vector to a server with its policy, several at a time. What fails, fails the vectors of that server. */
export const replayVectors = async (
  adapter: AdapterUnderTest,
  vectors: readonly WireVector[],
): Promise<ReadonlyMap<string, Replay | Error>> => {
  const replays = new Map<string, Replay | Error>();
  await inBounds(byServer(vectors), mostServers, async (sameServer) => {
    const [first] = sameServer;
    if (first === undefined) return;
    const setup = { cors: [first.cors], routes: { '*': { status: handlerStatus, body: 'the handler' } } };
    try {
      const heard = await onServer(adapter, setup, (bench) => replayOn(bench, sameServer));
      for (const [id, replay] of heard) replays.set(id, replay);
    } catch (error) {
      for (const { id } of sameServer) replays.set(id, asError(error));
    }
  });
  return replays;
};

/** Status, handler, header set, `Vary` and reason are those of the vector. */
export const expectReplayed = ({ id, decision }: WireVector, replay: Replay | Error | undefined): void => {
  if (replay === undefined) throw new Error(`${id} was not sent`);
  if (replay instanceof Error) throw replay;
  const { response, handlerRuns, reasons } = replay;
  deepStrictEqual(
    [response.status, handlerRuns],
    decision.status === undefined ? [handlerStatus, 1] : [decision.status, 0],
  );
  expectCorsLines(response, decision.headers);
  expectVary(response, decision.vary);
  deepStrictEqual(reasons, [decision.reason]);
};
