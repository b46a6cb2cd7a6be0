import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Check } from '../packages/conformance/src/kit/check/check.js';
import { onServer } from '../packages/conformance/src/kit/check/test-bench.js';
import { callers, listCors } from '../packages/conformance/src/kit/checks/sample-policy.js';
import { RawConnection, requestBytes } from '../packages/conformance/src/kit/wire/raw-client.js';

/** The key and the answer to it of RFC 6455 §1.3. */
const key = 'dGhlIHNhbXBsZSBub25jZQ==';
const accept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

/** A text frame from the client (RFC 6455 §5.2), masked with zeros, so that its text can be read. */
const frame = (text: string): string => `\x81${String.fromCharCode(0x80 | text.length)}\0\0\0\0${text}`;

/** A handshake by the means of the runtime itself, through `withCors`, and one message there and back. */
export const webSocketCheck: Check = {
  name: 'a WebSocket handshake of the runtime goes through untouched, whoever asks',
  run: (adapter) =>
    onServer(adapter, { cors: [listCors], routes: {}, upgrade: true }, async ({ port }) => {
      for (const { headers } of callers) {
        const connection = await RawConnection.open(port);
        try {
          const handshake = [
            ['Connection', 'Upgrade'],
            ['Upgrade', 'websocket'],
            ['Sec-WebSocket-Version', '13'],
            ['Sec-WebSocket-Key', key],
          ] as const;
          connection.send(requestBytes({ target: '/socket', headers: [...headers, ...handshake] }));
          const head = await connection.read();
          ok(head, 'no answer');
          const names = head.headers.map(([name]) => name.toLowerCase());
          deepStrictEqual([head.status, names.filter((name) => /^access-control-|^vary$/.test(name))], [101, []]);
          ok(head.headers.some(([, value]) => value === accept));
          connection.send(frame('are you there?'));
          await connection.waitFor('are you there?');
        } finally {
          connection.destroy();
        }
      }
    }),
};
