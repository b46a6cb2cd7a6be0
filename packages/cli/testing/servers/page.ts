import type { ProbeCode } from '../../src/probe/evidence/probe-finding.js';
import { PAGE, type ProbedServer } from './probed-server.js';

/** A server, and the codes that a probe of it found, sorted. */
export interface ProbedRow {
  readonly server: ProbedServer;
  readonly found: readonly ProbeCode[];
  readonly isRead: boolean;
}

/** docs/probe.md: what was expected of each server, and what was found. */
export function probePage(misconfigured: readonly ProbedRow[], ours: readonly ProbedRow[]): string {
  return `# What \`cors-policy probe\` finds

Generated from probes of real servers on loopback by \`pnpm run probe:servers\`. Do not edit it here. The tests of the command
line start the same servers, and hold the findings and this page to what is expected.

The page that asks is \`${PAGE}\`; it asks for \`/item\`. A finding is an error, a warning or a note, and says what came back,
what is wrong with it, what to change on the server and, where a browser blocks, what its console says.

## Misconfigured servers

${table(misconfigured)}

## This engine

The same request everywhere, a path that throws, and hostile origins: nothing is found.

${table(ours)}
`;
}

function table(rows: readonly ProbedRow[]): string {
  const head = ['server', 'set up as', 'asked', 'the page', 'expected', 'found'];
  return [head, head.map(() => '---'), ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells({ server, found, isRead }: ProbedRow): readonly string[] {
  const { name, setup, expected } = server;
  return [
    name,
    `\`${setup.replaceAll('|', '\\|')}\``,
    askedInWords(server),
    isRead ? 'reads' : 'is blocked',
    codes(expected),
    codes(found),
  ];
}

function askedInWords({ asks = {}, also = [], audit = false }: ProbedServer): string {
  const { method = 'GET', header = [], credentials = false } = asks;
  return [
    method,
    ...header.map((text) => `\`${text}\``),
    ...(credentials ? ['credentials'] : []),
    ...also.map((path) => `also \`${path}\``),
    ...(audit ? ['hostile origins'] : []),
  ].join(', ');
}

function codes(list: readonly ProbeCode[]): string {
  return list.length === 0 ? 'nothing' : list.map((code) => `\`${code}\``).join(' ');
}
