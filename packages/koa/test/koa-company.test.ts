import {
  type AdapterUnderTest,
  describeFurtherSetup,
  replyingWith,
  type ScriptedHeader,
  staysDecorated,
} from '@cors-policy/conformance';
import etag from '@koa/etag';
import type { Middleware } from 'koa';
import Koa from 'koa';
import compress from 'koa-compress';
import conditional from 'koa-conditional-get';
import { describe, it } from 'vitest';
import { everyKoa } from './fixture/every-koa.js';
import { type KoaUnderTest, startKoa } from './fixture/koa-server.js';

/** What changes a response on its way back. */
const revalidation: readonly Middleware[] = [conditional(), etag()];

const underTest = (name: string, company: Pick<KoaUnderTest, 'before' | 'after'>): AdapterUnderTest => ({
  ...everyKoa,
  name: `cors in Koa 3, ${name}`,
  start: (setup) => startKoa({ create: Koa, ...company }, setup),
});

const withoutVectors = { vectors: 'Koa 3 alone replays them, and none of them is about what a middleware does' };

describeFurtherSetup(underTest('behind conditional requests', { before: revalidation }), withoutVectors);
describeFurtherSetup(underTest('in front of conditional requests', { after: revalidation }), withoutVectors);

/** It puts a name of its own into `Vary` on every way in, so that it is not put to the kit as a whole. */
const compression = [compress({ threshold: 0 })];

const text: ScriptedHeader = ['Content-Type', 'text/plain'];
const gzip = { headers: [['Accept-Encoding', 'gzip']] } as const;

describe.each([
  underTest('behind compression', { before: compression }),
  underTest('in front of compression', { after: compression }),
])('$name', (adapter) => {
  it('a compressed body is as without CORS', () =>
    staysDecorated(adapter, replyingWith({ set: [text], body: 'x'.repeat(10_000) }), gzip));

  it('a compressed stream is as without CORS', () =>
    staysDecorated(
      adapter,
      replyingWith({ set: [text, ['Vary', 'Accept']], stream: [{ write: 'one' }, { write: 'two' }] }),
      gzip,
    ));

  it('a compressed error page is as without CORS', () =>
    staysDecorated(
      adapter,
      replyingWith({ status: 500, set: [text, ['Vary', 'origin']], body: 'x'.repeat(10_000) }),
      gzip,
    ));
});
