import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doesNotApply } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import { everyFetch } from '../packages/fetch/test/fixture/every-fetch.js';
import { denoTypeProblems } from './deno-types.js';
import { bun, deno, everyNode, type Runtime, workerd } from './runtime.js';
import type { ProbeResult } from './server/probes.js';
import { SLOTS } from './server/slots.js';
import { type Announcement, type ServerProcess, serveIn } from './server-process.js';
import { startInSlots } from './slots-client.js';
import type { Finding, Trial } from './trial.js';
import { webSocketCheck } from './web-socket-check.js';

const ownSocketGroup = { title: 'what only this runtime has', checks: [webSocketCheck] };

const probed = async (port: number): Promise<readonly Finding[]> => {
  // PROOF: the slot sends what its probes gave.
  const results = (await (await fetch(`http://127.0.0.1:${port}/-/probes`)).json()) as readonly ProbeResult[];
  return results.map(({ name, problem }) => ({ name: `inside the runtime: ${name}`, problem }));
};

const trial = (
  runtime: Runtime,
  serve: (folder: string) => ServerProcess,
  further: Partial<Pick<Trial, 'description' | 'ownChecks' | 'look'>> = {},
): Trial => ({
  adapter: 'fetch',
  runtime,
  serve,
  description: everyFetch,
  ownChecks: [],
  startOn: startInSlots,
  look: (_folder, [port = 0]) => probed(port),
  ...further,
});

const program =
  (runtime: Runtime, name: string) =>
  (folder: string): ServerProcess =>
    serveIn(runtime, join(folder, `serve-${name}.mjs`));

const ownWebSockets = { upgrade: doesNotApply('a handshake of the runtime itself is tested instead') };

const inBun = trial(bun, program(bun, 'bun'), {
  ownChecks: [ownSocketGroup],
  description: {
    ...everyFetch,
    features: {
      ...everyFetch.features,
      ...ownWebSockets,
      'path-beyond-ascii': true,
      'asterisk-form': doesNotApply('Bun answers `OPTIONS *` with a 400'),
      pipelining: doesNotApply('Bun loses pipelined requests behind an asynchronous answer'),
    },
    parserIncidents: {
      ...everyFetch.parserIncidents,
      'bad-request-line': 505,
      'refused-path': doesNotApply('Bun takes any byte in a path'),
    },
  },
});

const inDeno = trial(deno, program(deno, 'deno'), {
  ownChecks: [ownSocketGroup],
  description: {
    ...everyFetch,
    features: { ...everyFetch.features, ...ownWebSockets },
    parserIncidents: {
      ...everyFetch.parserIncidents,
      'header-overflow': 400,
      'missing-host': doesNotApply('Deno takes a request without Host'),
    },
  },
  look: async (folder, [port = 0]) => [
    { name: 'its compiler takes the built types', problem: denoTypeProblems(deno.binary, folder) },
    ...(await probed(port)),
  ],
});

/** A socket and a service of its own for each slot: workerd opens no ports later on. */
const workerdConfig = (): string => {
  const names = Array.from({ length: SLOTS }, (_, index) => `slot${index}`);
  const services = names.map((name) => `(name = "${name}", worker = .slot)`);
  const sockets = names.map((name) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ ${services.join(', ')}, (name = "internet", network = (allow = ["private", "local"])) ],
  sockets = [ ${sockets.join(', ')} ] );
const slot :Workerd.Worker = (
  modules = [ (name = "worker", esModule = embed "serve-workerd.mjs") ], compatibilityDate = "2026-11-01" );
`;
};

/** workerd tells the port of each socket, a line of JSON each, on the descriptor that it is given. */
const listened: Announcement = async (lines) => {
  const ports: number[] = [];
  for await (const line of lines) {
    // PROOF: this is the format of `--control-fd`.
    const { event, port } = JSON.parse(line) as { readonly event: string; readonly port?: number };
    if (event === 'listen' && port !== undefined) ports.push(port);
    if (ports.length === SLOTS) return ports;
  }
  throw new Error('workerd ended before it said where it listens');
};

const serveWorkerd = (folder: string): ServerProcess => {
  const config = join(folder, 'workerd.capnp');
  writeFileSync(config, workerdConfig());
  return serveIn(workerd, config, 3, listened);
};

const inWorkerd = trial(workerd, serveWorkerd, {
  ownChecks: [ownSocketGroup],
  description: {
    ...everyFetch,
    features: {
      ...everyFetch.features,
      ...ownWebSockets,
      'empty-field': doesNotApply('workerd drops a field without a value before any Worker sees it'),
      informational: doesNotApply('workerd sends no interim answers'),
    },
    parserIncidents: {
      ...everyFetch.parserIncidents,
      'header-overflow': doesNotApply('workerd takes header fields of 70 kB'),
    },
  },
});

/** `withCors` of the Fetch adapter in every runtime. */
export const fetchTrials: readonly Trial[] = [
  ...everyNode.map((node) => trial(node, program(node, 'node'))),
  inBun,
  inDeno,
  inWorkerd,
];
