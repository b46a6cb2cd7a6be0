/** Starts every server that the probe is tested with, probes it, and writes docs/probe.md. Needs nginx. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { misconfiguredServers } from '../packages/cli/testing/servers/every-server.js';
import { nginx } from '../packages/cli/testing/servers/nginx-servers.js';
import { ourServers } from '../packages/cli/testing/servers/our-servers.js';
import { type ProbedRow, probePage } from '../packages/cli/testing/servers/page.js';
import { probeServer } from '../packages/cli/testing/servers/probe-server.js';
import type { ProbedServer } from '../packages/cli/testing/servers/probed-server.js';
import { root } from './project.js';

async function rowsOf(servers: readonly ProbedServer[]): Promise<readonly ProbedRow[]> {
  const rows: ProbedRow[] = [];
  for (const server of servers) {
    const { evidence, findings } = await probeServer(server);
    const found = findings.map(({ code }) => code).sort();
    rows.push({ server, found, isRead: Object.values(evidence.readable).every(Boolean) });
    console.log(`probe: ${server.name}: ${found.join(', ') || 'nothing'}`);
  }
  return rows;
}

if (nginx === undefined) {
  console.error('probe: nginx is not installed (apt-get install nginx)');
  process.exitCode = 1;
} else {
  writeFileSync(join(root, 'docs/probe.md'), probePage(await rowsOf(misconfiguredServers), await rowsOf(ourServers)));
}
