import { readFileSync } from 'node:fs';
import process, { env } from 'node:process';
import { describe, expect, test } from 'vitest';
import { everyServer, misconfiguredServers } from '../testing/servers/every-server.js';
import { nginx } from '../testing/servers/nginx-servers.js';
import { ourServers } from '../testing/servers/our-servers.js';
import { type ProbedRow, probePage } from '../testing/servers/page.js';
import { probeServer } from '../testing/servers/probe-server.js';
import type { ProbedServer } from '../testing/servers/probed-server.js';

const isGate = env.CORS_POLICY_GATE === '1';
if (nginx === undefined && !isGate)
  process.stderr.write('nginx is not installed: its servers are not probed (apt-get install nginx)\n');

// In the gate a missing nginx fails the tests that need it.
const here = everyServer.filter(({ needs }) => needs === undefined || nginx !== undefined || isGate);

describe('a probe of a real server', () => {
  test.each(here)('$name: finds what is wrong, and nothing else', async (server) => {
    const { evidence, findings } = await probeServer(server);
    expect(findings.map(({ code }) => code).sort()).toEqual(server.expected);
    const reads = Object.values(evidence.readable);
    expect(reads).toEqual(reads.map(() => server.isRead));
  });
});

test('at least twelve servers are misconfigured', () => {
  expect(misconfiguredServers.filter(({ expected }) => expected.length > 0).length).toBeGreaterThanOrEqual(12);
});

test('docs/probe.md says what the tests above show', () => {
  const asExpected = (server: ProbedServer): ProbedRow => ({ server, found: server.expected, isRead: server.isRead });
  const page = readFileSync(new URL('../../../docs/probe.md', import.meta.url), 'utf8');
  expect(page).toBe(probePage(misconfiguredServers.map(asExpected), ourServers.map(asExpected)));
});
