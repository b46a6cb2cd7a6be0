import { describeFurtherSetup, doesNotApply } from '@cors-policy/conformance';
import fastify from 'fastify';
import { everyFastify } from './fixture/every-fastify.js';
import { startFastify } from './fixture/fastify-server.js';

const notInHttp2 = (what: string) => doesNotApply(`HTTP/2 has no ${what}`);

describeFurtherSetup({
  ...everyFastify,
  name: 'cors in Fastify 5 over HTTP/2, cleartext',
  protocol: 'h2',
  start: (setup) => startFastify({ create: fastify, protocol: 'h2' }, setup),
  features: {
    ...everyFastify.features,
    'path-beyond-ascii': true,
    'odd-host': doesNotApply('nghttp2 resets a stream whose :authority is none'),
    'field-white-space': notInHttp2('white space around field values'),
    'status-message': notInHttp2('reason phrase'),
    'keep-alive': notInHttp2('pipelining; requests at the same time are tested instead'),
    'http/1.0': notInHttp2('older versions on its connections'),
    'absolute-form': notInHttp2('request target in absolute form'),
    upgrade: notInHttp2('101'),
    'handler-101': notInHttp2('101'),
  },
  incidents: { ...everyFastify.incidents, 'refused-header': doesNotApply('nghttp2 leaves such a header out') },
  parserIncidents: {
    'bad-request-line': notInHttp2('request line'),
    'header-overflow': notInHttp2('answer to a header block beyond the limit but a reset stream'),
    'missing-host': notInHttp2('Host field'),
    'refused-path': notInHttp2('parser that refuses bytes beyond ASCII in a path: see above'),
  },
});
