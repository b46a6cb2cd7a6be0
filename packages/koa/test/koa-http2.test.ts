import { type AdapterUnderTest, describeFurtherSetup, doesNotApply } from '@cors-policy/conformance';
import type { Middleware } from 'koa';
import Koa from 'koa';
import Koa2 from 'koa2';
import { everyKoa, koa2Features } from './fixture/every-koa.js';
import { startKoa } from './fixture/koa-server.js';

const notInHttp2 = (what: string) => doesNotApply(`HTTP/2 has no ${what}`);

const http2Features = {
  'odd-host': doesNotApply('nghttp2 resets a stream whose :authority is none'),
  'field-white-space': notInHttp2('white space around field values'),
  'status-message': notInHttp2('reason phrase'),
  'keep-alive': notInHttp2('pipelining; requests at the same time are tested instead'),
  'http/1.0': notInHttp2('older versions on its connections'),
  'absolute-form': notInHttp2('request target in absolute form'),
  upgrade: notInHttp2('101'),
  'handler-101': notInHttp2('101'),
} as const;

const overHttp2 = {
  ...everyKoa,
  protocol: 'h2',
  features: { ...everyKoa.features, ...http2Features },
  incidents: { ...everyKoa.incidents, 'refused-header': doesNotApply('nghttp2 leaves such a header out') },
  parserIncidents: {
    'bad-request-line': notInHttp2('request line'),
    'header-overflow': notInHttp2('answer to a header block beyond the limit but a reset stream'),
    'missing-host': notInHttp2('Host field'),
    'refused-path': notInHttp2('parser that refuses bytes beyond ASCII in a path'),
  },
} as const satisfies Partial<AdapterUnderTest>;

describeFurtherSetup({
  ...overHttp2,
  name: 'cors in Koa 3, over HTTP/2',
  start: (setup) => startKoa({ create: Koa, protocol: 'h2' }, setup),
});

/** Koa 2 never answers HEAD over HTTP/2 (see koa-silence.test.ts): here somebody in front does. */
const answersHead: Middleware = async (ctx, next) => {
  await next();
  if (ctx.method === 'HEAD' && !ctx.headerSent) ctx.res.end();
};

describeFurtherSetup({
  ...overHttp2,
  name: 'cors in Koa 2, over HTTP/2',
  features: { ...koa2Features, ...http2Features },
  start: (setup) => startKoa({ create: Koa2, protocol: 'h2', before: [answersHead] }, setup),
});
