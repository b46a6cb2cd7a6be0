import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Check, CheckGroup } from '../check/check.js';
import { expectCorsLines, expectIdentical } from '../check/expectation.js';
import { besideTwin, onServer } from '../check/test-bench.js';
import type { AdapterUnderTest, ParserIncident } from '../fixture/adapter-under-test.js';
import type { ReplyScript } from '../fixture/reply-script.js';
import { exchangeBytes, RawConnection, requestBytes } from '../wire/raw-client.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { allowedCaller, allowedOrigin, callers, deniedOrigin, listCors, preflight } from './sample-policy.js';

interface ParserCase {
  readonly incident: ParserIncident;
  readonly title: string;
  readonly bytes: string;
}

const parserCases: readonly ParserCase[] = [
  {
    incident: 'bad-request-line',
    title: 'a request line that is none',
    bytes: `GET / nonsense HTTP/1.1\r\nHost: conformance.test\r\nOrigin: ${allowedOrigin}\r\n\r\n`,
  },
  {
    incident: 'header-overflow',
    title: 'header fields beyond the limit of the server',
    bytes: requestBytes({
      headers: [
        ['Origin', allowedOrigin],
        ['Access-Control-Request-Headers', 'x'.repeat(70_000)],
      ],
    }),
  },
  {
    incident: 'refused-path',
    title: 'a path with bytes beyond ASCII',
    bytes: requestBytes({ target: '/caf\u00e9', headers: [['Origin', allowedOrigin]] }),
  },
  {
    incident: 'missing-host',
    title: 'a request without Host',
    bytes: `GET / HTTP/1.1\r\nOrigin: ${allowedOrigin}\r\n\r\n`,
  },
];

const answeredBeforeAnyHook = ({ incident, title, bytes }: ParserCase): Check => ({
  name: `${title} is answered, or hung up on, by the server itself: no hook runs, so there are no CORS headers`,
  needs: [incident],
  run: (adapter) =>
    onServer(adapter, { ...replyingWith({ body: 'no' }), cors: [listCors] }, async (bench) => {
      const response = await exchangeBytes(bench.port, bytes);
      deepStrictEqual(response?.status ?? 'closes', adapter.parserIncidents[incident]);
      if (response !== undefined) expectCorsLines(response, []);
      deepStrictEqual(await bench.seen(), []);
    }),
});

const upgradeBytes = requestBytes({
  target: '/socket',
  headers: [
    ['Origin', allowedOrigin],
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Access-Control-Request-Method', 'PUT'],
  ],
});

const switching: ReplyScript = {
  status: 101,
  head: {
    form: 'object',
    headers: [
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Vary', 'accept,, Accept'],
      ['Access-Control-Allow-Origin', '*'],
    ],
  },
};

const echoThroughUpgrade = async (port: number): Promise<{ readonly head: unknown; readonly echoed: boolean }> => {
  const connection = await RawConnection.open(port);
  try {
    connection.send(upgradeBytes);
    const head = await connection.read();
    connection.send('are you there?');
    await connection.waitFor('are you there?');
    return { head: { status: head?.status, headers: head?.headers }, echoed: true };
  } finally {
    connection.destroy();
  }
};

const immutable = (adapter: AdapterUnderTest, status: number): Promise<void> =>
  staysDecorated(
    adapter,
    replyingWith({
      immutable: true,
      status,
      set: [
        ['Location', '/elsewhere'],
        ['Access-Control-Allow-Origin', '*'],
      ],
      body: 'fixed',
    }),
  );

export const beyondTheAdapterGroup: CheckGroup = {
  title: 'promises 1, 8 and 10: parser answers, upgrades, response objects',
  checks: [
    ...parserCases.map(answeredBeforeAnyHook),
    {
      name: 'a 101 is returned untouched, and the connection is handed over',
      needs: ['upgrade'],
      run: (adapter) =>
        besideTwin(adapter, listCors, { ...replyingWith({ body: 'no' }), upgrade: true }, async (withCors, twin) => {
          const [upgraded, plain] = [await echoThroughUpgrade(withCors.port), await echoThroughUpgrade(twin.port)];
          ok(upgraded.echoed);
          deepStrictEqual(upgraded, plain);
        }),
    },
    {
      name: 'a 101 that a handler writes is untouched',
      needs: ['handler-101'],
      run: (adapter) =>
        besideTwin(adapter, listCors, replyingWith(switching), async (withCors, twin) => {
          const [switched, plain] = [
            await exchangeBytes(withCors.port, upgradeBytes),
            await exchangeBytes(twin.port, upgradeBytes),
          ];
          ok(switched !== undefined && plain !== undefined);
          deepStrictEqual([plain.status, plain.headers.some(([name]) => name === 'Vary')], [101, true]);
          expectIdentical(switched, plain);
        }),
    },
    {
      name: 'requests beside an upgraded connection carry the headers of the decision',
      needs: ['upgrade'],
      run: (adapter) => staysDecorated(adapter, { ...replyingWith({ body: 'hello' }), upgrade: true }),
    },
    {
      name: 'a response object that refuses changes carries the headers of the decision',
      needs: ['immutable-response'],
      run: (adapter) => immutable(adapter, 200),
    },
    {
      name: 'a redirect object that refuses changes carries the headers of the decision',
      needs: ['immutable-response'],
      run: (adapter) => immutable(adapter, 302),
    },
    {
      name: 'where the policy function says that there is no CORS, everything is as without the adapter',
      run: (adapter) =>
        besideTwin(
          adapter,
          { policy: { kind: 'function', async: false, outcome: 'undefined', config: { origins: [allowedOrigin] } } },
          replyingWith({
            status: 203,
            set: [
              ['Access-Control-Allow-Origin', '*'],
              ['Vary', 'accept,, Accept'],
            ],
            body: 'hello',
          }),
          async (withCors, twin) => {
            for (const caller of callers)
              expectIdentical(
                await withCors.ask({ headers: caller.headers }),
                await twin.ask({ headers: caller.headers }),
              );
            for (const asked of [preflight(), preflight(deniedOrigin)])
              expectIdentical(await withCors.ask(asked), await twin.ask(asked));
            expectIdentical(
              await withCors.ask({ method: 'OPTIONS', headers: allowedCaller.headers }),
              await twin.ask({ method: 'OPTIONS', headers: allowedCaller.headers }),
            );
          },
        ),
    },
  ],
};
