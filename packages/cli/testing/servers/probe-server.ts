import { readAsked } from '../../src/asked/read-asked.js';
import { type ProbeResult, probe } from '../../src/probe/probe.js';
import { PAGE, type ProbedServer } from './probed-server.js';

/** Starts a server, probes it, and stops it. */
export async function probeServer({
  start,
  path = '/item',
  asks,
  also = [],
  audit = false,
}: ProbedServer): Promise<ProbeResult> {
  const server = await start();
  try {
    const asked = readAsked(`${server.url}${path}`, { ...asks, origin: PAGE });
    return await probe({ asked, also, audit }, { timeout: 2000, insecure: false });
  } finally {
    await server.close();
  }
}
