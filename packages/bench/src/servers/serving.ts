/**
 * The process of one server: `serving.js <framework> <part>`. It tells its port to the process that started it, and how
 * much of the processor it has used whenever it is asked. It ends when that process does.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { argv, cpuUsage } from 'node:process';
import { everyServed, type Part } from './every-listener.js';
import type { ServerMessage } from './server-process.js';

const [framework, part] = argv.slice(2);
const served = everyServed.find((one) => one.framework === framework);
// PROOF: what is no part finds no listener, which is told below.
const create = served?.listeners[part as Part];
if (create === undefined) throw new Error(`nothing is served as ${framework}, ${part}`);

const tell = (message: ServerMessage): void => {
  process.send?.(message);
};

process.on('message', () => {
  const { user, system } = cpuUsage();
  tell({ kind: 'cpu', microseconds: user + system });
});
process.on('disconnect', () => process.exit());

const server = createServer(await create());
server.listen(0, '127.0.0.1', () => {
  // PROOF: it listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo;
  tell({ kind: 'listening', port });
});
