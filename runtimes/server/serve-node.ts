import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { echoUpgrade } from '../../packages/conformance/src/kit/node/echo-upgrade.js';
import { nodeBridge } from '../../packages/fetch/test/fixture/node-bridge.js';
import { createSlot } from './slot.js';
import { announce, SLOTS } from './slots.js';

const listen = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(nodeBridge(createSlot()));
    server.on('upgrade', echoUpgrade);
    // PROOF: a server that listens on a TCP port has an address of this shape.
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

announce(await Promise.all(Array.from({ length: SLOTS }, listen)));
