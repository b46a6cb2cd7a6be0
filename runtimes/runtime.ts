import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type AdapterUnderTest, doesNotApply } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import { everyFetch } from '../packages/fetch/test/fixture/every-fetch.js';
import { denoTypeProblems } from './deno-types.js';
import { SLOTS } from './server/slots.js';

type Description = Omit<AdapterUnderTest, 'name' | 'start'>;

/** A process that serves, and the ports of its slots. */
export interface Serving {
  readonly child: ChildProcess;
  readonly ports: Promise<readonly number[]>;
}

/** A runtime: where it is, how it is started, and what is different in it. */
export interface Runtime {
  readonly name: string;
  /** The native binary itself: a wrapper would leave it running when it is killed. */
  readonly binary: string;
  readonly version: () => string;
  readonly serve: (bundles: string) => Serving;
  readonly description: Description;
  /** It has WebSockets of its own, which go through the adapter. */
  readonly webSockets: boolean;
  /** What the compiler of the runtime has against the built types. */
  readonly typeProblems?: (folder: string) => string | undefined;
}

const here = dirname(fileURLToPath(import.meta.url));
const installed = (path: string): string => join(here, 'node_modules', path);

export const isInstalled = ({ binary }: Runtime): boolean => existsSync(binary);

const versionOf =
  (binary: string, ...args: readonly string[]) =>
  (): string =>
    /\d+[.-]\S+/.exec(execFileSync(binary, [...args], { encoding: 'utf8' }))?.[0] ?? 'of an unknown version';

/** The ports in the first line that a server prints. */
const announced = async (child: ChildProcess): Promise<readonly number[]> => {
  if (child.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    // PROOF: `announce` of server/slots.ts wrote it.
    return JSON.parse(line) as readonly number[];
  }
  throw new Error('the server ended before it said where it listens');
};

const serveWith =
  (binary: string, args: (bundles: string) => readonly string[]): Runtime['serve'] =>
  (bundles) => {
    const child = spawn(binary, [...args(bundles)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DENO_DIR: join(bundles, 'deno'), NO_COLOR: '1' },
    });
    return { child, ports: announced(child) };
  };

const node = (name: string, binary: string): Runtime => ({
  name,
  binary,
  version: versionOf(binary, '--version'),
  serve: serveWith(binary, (bundles) => [join(bundles, 'serve-node.mjs')]),
  description: everyFetch,
  webSockets: false,
});

const ownWebSockets = { upgrade: doesNotApply('a handshake of the runtime itself is tested instead') };

const bunBinary = installed('@oven/bun-linux-x64/bin/bun');
const bun: Runtime = {
  name: 'Bun',
  binary: bunBinary,
  version: versionOf(bunBinary, '--version'),
  serve: serveWith(bunBinary, (bundles) => [join(bundles, 'serve-bun.mjs')]),
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
  webSockets: true,
};

const denoBinary = installed('@deno/linux-x64-glibc/deno');
const deno: Runtime = {
  name: 'Deno',
  binary: denoBinary,
  version: versionOf(denoBinary, '--version'),
  serve: serveWith(denoBinary, (bundles) => [
    'run',
    '--no-lock',
    '--no-config',
    '--no-remote',
    '--no-prompt',
    '--allow-net=127.0.0.1',
    join(bundles, 'serve-deno.mjs'),
  ]),
  description: {
    ...everyFetch,
    features: { ...everyFetch.features, ...ownWebSockets },
    parserIncidents: {
      ...everyFetch.parserIncidents,
      'header-overflow': 400,
      'missing-host': doesNotApply('Deno takes a request without Host'),
    },
  },
  webSockets: true,
  typeProblems: (folder) => denoTypeProblems(denoBinary, folder),
};

const workerdBinary = installed('@cloudflare/workerd-linux-64/bin/workerd');

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
const listened = async (control: Readable): Promise<readonly number[]> => {
  const ports: number[] = [];
  for await (const line of createInterface({ input: control })) {
    // PROOF: this is the format of `--control-fd`.
    const { event, port } = JSON.parse(line) as { readonly event: string; readonly port?: number };
    if (event === 'listen' && port !== undefined) ports.push(port);
    if (ports.length === SLOTS) return ports;
  }
  throw new Error('workerd ended before it said where it listens');
};

const workerd: Runtime = {
  name: 'workerd',
  binary: workerdBinary,
  version: versionOf(workerdBinary, '--version'),
  serve: (bundles) => {
    const config = join(bundles, 'workerd.capnp');
    writeFileSync(config, workerdConfig());
    const child = spawn(workerdBinary, ['serve', config, '--control-fd=3'], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    });
    // PROOF: the fourth of `stdio` is a pipe, which can be read here.
    return { child, ports: listened(child.stdio[3] as Readable) };
  },
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
  webSockets: true,
};

export const runtimes: readonly Runtime[] = [
  node('this Node', process.execPath),
  node('Node 22', installed('node22/bin/node')),
  node('Node 24', installed('node24/bin/node')),
  node('Node 26', installed('node26/bin/node')),
  bun,
  deno,
  workerd,
];
