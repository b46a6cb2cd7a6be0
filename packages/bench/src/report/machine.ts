import { readFileSync } from 'node:fs';
import { cpus, type as systemType, totalmem } from 'node:os';
import { version, versions } from 'node:process';

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The peers that figures are compared with, in the versions that this package asks for. */
const PEERS = [
  'cors',
  '@koa/cors',
  'koa',
  '@fastify/cors',
  'fastify',
  'hono',
  'h3',
  'elysia',
  '@elysiajs/cors',
  'esbuild',
];

/** On what, with what and when. */
export function machineText(date: Date): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  // PROOF: it is the manifest of this package.
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;
  const peers = PEERS.map((name) => `${name} ${devDependencies[name]}`).join(', ');
  return [
    `${date.toISOString().slice(0, 10)}: ${processors.length} cores of ${processors[0]?.model.trim()}, ${memory} GiB,`,
    `${systemType()}, Node ${version} (V8 ${versions.v8}); ${peers}.`,
  ].join(' ');
}
