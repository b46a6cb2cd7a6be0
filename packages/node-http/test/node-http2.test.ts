import { createServer } from 'node:http2';
import {
  type AdapterUnderTest,
  describeFurtherSetup,
  doesNotApply,
  everyFeature,
  listen,
  ObservationLog,
  type RunningServer,
  replyingWith,
  type ScriptedHeader,
  type ServerSetup,
  staysDecorated,
} from '@cors-policy/conformance';
import { withCors } from '@cors-policy/node-http';
import { describe, it } from 'vitest';
import { withCorsListener } from './fixture/with-cors-listener.js';

const start = async (setup: ServerSetup): Promise<RunningServer> => {
  const log = new ObservationLog();
  const { port, close } = await listen(createServer(withCorsListener(setup, log)));
  return { port, close, seen: () => log.all() };
};

const notInHttp2 = (what: string) => doesNotApply(`HTTP/2 has no ${what}`);
const nodeHttp2: AdapterUnderTest = {
  name: 'withCors on node:http2, cleartext',
  protocol: 'h2',
  start,
  // PROOF: wrong values are handed over on purpose; they are what is tested.
  construct: (policy) => withCors(policy as never, () => {}),
  features: {
    ...everyFeature,
    prefix: doesNotApply('node:http2 has no prefixes'),
    'immutable-response': doesNotApply('an Http2ServerResponse can always be changed'),
    'odd-host': doesNotApply('nghttp2 resets a stream whose :authority is none'),
    'field-white-space': notInHttp2('white space around field values'),
    'status-message': notInHttp2('reason phrase'),
    'keep-alive': notInHttp2('pipelining; requests at the same time are tested instead'),
    'http/1.0': notInHttp2('older versions on its connections'),
    'absolute-form': notInHttp2('request target in absolute form'),
    upgrade: notInHttp2('101'),
    'handler-101': notInHttp2('101'),
  },
  incidents: {
    unrouted: 404,
    'wrong-method': 405,
    'automatic-options': 405,
    'body-too-large': 413,
    'not-modified': 304,
    'throws-error': 500,
    'throws-string': 500,
    'throws-null': 500,
    'rejects-error': 500,
    'rejects-string': 500,
    'rejects-null': 500,
    'refused-header': doesNotApply('nghttp2 leaves such a header out'),
    'policy-throws': 500,
  },
  parserIncidents: {
    'bad-request-line': notInHttp2('request line'),
    'header-overflow': notInHttp2('answer to a header block beyond the limit but a reset stream'),
    'missing-host': notInHttp2('Host field'),
    'refused-path': notInHttp2('parser that refuses bytes beyond ASCII in a path: see above'),
  },
};

describeFurtherSetup(nodeHttp2);

describe('what only HTTP/2 does', () => {
  // `Http2ServerResponse` trims the names that it is given.
  const spaced: readonly ScriptedHeader[] = [
    [' Access-Control-Allow-Origin ', '*'],
    ['\tvary', 'Accept'],
  ];

  it('a name with white space around is known for what it is, set one by one', () =>
    staysDecorated(nodeHttp2, replyingWith({ set: spaced, body: 'hello' })));

  it('a name with white space around is known for what it is, in writeHead as an object', () =>
    staysDecorated(nodeHttp2, replyingWith({ head: { form: 'object', headers: spaced }, body: 'hello' })));

  it('a name with white space around is known for what it is, in writeHead as a flat array', () =>
    staysDecorated(nodeHttp2, replyingWith({ head: { form: 'flat-array', headers: spaced }, body: 'hello' })));

  it('a name with white space around is known for what it is, in writeHead as nested arrays', () =>
    staysDecorated(nodeHttp2, replyingWith({ head: { form: 'nested-arrays', headers: spaced }, body: 'hello' })));
});
