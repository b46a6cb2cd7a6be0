/**
 * The demo: a server with the policy of `policy.json`, real requests over sockets, and what came of each.
 * Ends with 1 where an answer is not what it has to be. With `--serve` the server goes on, for requests by hand.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { HeaderDecision } from '@cors-policy/node-http';
import { curlLines } from './curl.js';
import { sendRaw } from './raw-request.js';
import { requests } from './requests.js';
import { createDemoServer } from './server.js';
import { differences, type Row, renderTable } from './table.js';

const serve = process.argv.includes('--serve');

// The requests go out one after the other, so the last decision is that of the request in hand.
let lastDecision: HeaderDecision | undefined;
const server = createDemoServer((decision, request) => {
  lastDecision = decision;
  if (serve) console.log(`${request.method} ${request.url}: ${decision.verdict}, ${decision.reason}`);
});

async function ask(port: number): Promise<Readonly<Record<string, readonly Row[]>>> {
  const groups: Record<string, Row[]> = {};
  for (const [title, group] of Object.entries(requests)) {
    const rows: Row[] = [];
    groups[title] = rows;
    for (const request of group) {
      lastDecision = undefined;
      const response = await sendRaw(port, request.line, request.headers);
      rows.push({ request, decision: lastDecision, response });
    }
  }
  return groups;
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
// PROOF: a TCP server that listens has an AddressInfo for its address.
const { port } = server.address() as AddressInfo;

if (serve) {
  console.log(curlLines(port).join('\n'));
} else {
  const groups = await ask(port);
  console.log(renderTable(groups).join('\n'));
  const rows = Object.values(groups).flat();
  const wrong = rows.filter((row) => differences(row).length > 0).length;
  console.log(`\n${rows.length} requests, ${rows.length - wrong} as expected, ${wrong} not`);
  process.exitCode = wrong === 0 ? 0 : 1;
  server.close();
}
