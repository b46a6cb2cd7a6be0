import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, startApi } from './api.js';
import { launchChromium } from './launch-chromium.js';
import { type LoopbackServer, listen } from './loopback-server.js';
import { fetchFrom, fetchFromSandbox } from './page.js';

let browser: Browser;
let pages: LoopbackServer;
let api: Api;
/** A page of the origin that the policy lists, and one of an origin that it does not. */
let listed: Page;
let stranger: Page;

const blocked = { readable: false };

beforeAll(async () => {
  pages = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>');
  });
  api = await startApi(`http://localhost:${pages.port}`);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await api?.close();
  await pages?.close();
});

// A context of its own for each test: no cookie, no HTTP cache and no preflight cache is left from the one before.
beforeEach(async () => {
  const context = await browser.newContext();
  listed = await context.newPage();
  await listed.goto(`http://localhost:${pages.port}/`);
  stranger = await context.newPage();
  await stranger.goto(`http://127.0.0.1:${pages.port}/`);
  api.forget();
  return () => context.close();
});

describe('the controls: this browser enforces CORS, and this server can be read', () => {
  test('blocks an answer without CORS headers', async () => {
    expect(await fetchFrom(listed, `${api.url}/out-of-scope`)).toEqual(blocked);
    expect(api.handled).toEqual(['GET /out-of-scope']);
  });

  test('passes an answer to which the application itself added the header', async () => {
    expect(await fetchFrom(listed, `${api.url}/out-of-scope/reckless`)).toMatchObject({ readable: true, status: 200 });
  });
});

describe('who may read', () => {
  test('a listed origin reads, and the browser sent its origin', async () => {
    expect(await fetchFrom(listed, `${api.url}/api/item`)).toMatchObject({
      readable: true,
      status: 200,
      body: 'body of /api/item',
    });
    expect(api.origins).toEqual([`http://localhost:${pages.port}`]);
  });

  test('a listed origin reads with credentials, and the cookie arrives', async () => {
    await listed.context().addCookies([{ name: 'session', value: 'abc', url: api.url }]);
    const sight = await fetchFrom(listed, `${api.url}/api/cookie`, { credentials: 'include' });
    expect(sight).toMatchObject({ readable: true, headers: { 'x-request-id': 'session=abc' } });
  });

  test('an origin that is not listed does not read', async () => {
    expect(await fetchFrom(stranger, `${api.url}/api/item`)).toEqual(blocked);
    expect(api.handled).toEqual(['GET /api/item']);
  });

  test('an origin that is not listed does not read even where the application allows everybody', async () => {
    expect(await fetchFrom(listed, `${api.url}/others/reckless`)).toEqual(blocked);
    expect(await fetchFrom(stranger, `${api.url}/api/reckless`)).toEqual(blocked);
  });

  test('anybody reads what is public', async () => {
    expect(await fetchFrom(stranger, `${api.url}/public/item`)).toMatchObject({ readable: true, status: 200 });
  });

  test('nobody reads what is public with credentials', async () => {
    expect(await fetchFrom(listed, `${api.url}/public/item`, { credentials: 'include' })).toEqual(blocked);
  });

  test('a sandboxed frame reads only where null is listed, and what is public', async () => {
    expect(await fetchFromSandbox(listed, `${api.url}/api/item`)).toEqual(blocked);
    expect(await fetchFromSandbox(listed, `${api.url}/opaque/item`)).toMatchObject({ readable: true, status: 200 });
    expect(await fetchFromSandbox(listed, `${api.url}/public/item`)).toMatchObject({ readable: true, status: 200 });
    expect(api.origins).toEqual(['null', 'null', 'null']);
  });
});

describe('what a preflight lets through', () => {
  test('a listed method with a listed header: one preflight, then the request', async () => {
    const sight = await fetchFrom(listed, `${api.url}/api/item`, { method: 'PUT', headers: { 'x-token': '1' } });
    expect(sight).toMatchObject({ readable: true, status: 200 });
    expect(api.arrived).toEqual(['OPTIONS /api/item', 'PUT /api/item']);
    expect(api.handled).toEqual(['PUT /api/item']);
  });

  test('a cached preflight is not asked again', async () => {
    const put = { method: 'PUT', headers: { 'x-token': '1' } };
    await fetchFrom(listed, `${api.url}/api/item`, put);
    expect(await fetchFrom(listed, `${api.url}/api/item`, put)).toMatchObject({ readable: true });
    expect(api.arrived).toEqual(['OPTIONS /api/item', 'PUT /api/item', 'PUT /api/item']);
  });

  test.each([
    ['a method that is not listed', { method: 'DELETE' }],
    ['a header that is not listed', { method: 'PUT', headers: { 'x-other': '1' } }],
  ])('%s stops at the preflight, and the application never hears of it', async (_what, options) => {
    expect(await fetchFrom(listed, `${api.url}/api/item`, options)).toEqual(blocked);
    expect(api.arrived).toEqual(['OPTIONS /api/item']);
    expect(api.handled).toEqual([]);
  });

  test('an origin that is not listed stops at the preflight', async () => {
    expect(await fetchFrom(stranger, `${api.url}/api/item`, { method: 'PUT' })).toEqual(blocked);
    expect(api.arrived).toEqual(['OPTIONS /api/item']);
    expect(api.statuses).toEqual([403]);
  });
});

describe('what of an answer can be read', () => {
  test('an exposed header, and no other', async () => {
    const sight = await fetchFrom(listed, `${api.url}/api/exposing`);
    expect(sight).toMatchObject({ headers: { 'x-request-id': '42' } });
    expect(sight).not.toMatchObject({ headers: { 'x-internal': expect.anything() } });
  });

  test.each([404, 500])('a %i, with its status and its body', async (status) => {
    const path = `/api/status/${status}`;
    expect(await fetchFrom(listed, `${api.url}${path}`)).toMatchObject({
      readable: true,
      status,
      body: `body of ${path}`,
    });
  });

  test('the answer to HEAD', async () => {
    const sight = await fetchFrom(listed, `${api.url}/api/exposing`, { method: 'HEAD' });
    expect(sight).toMatchObject({ readable: true, status: 200, body: '', headers: { 'x-request-id': '42' } });
    expect(api.arrived).toEqual(['HEAD /api/exposing']);
  });

  test('a body that was revalidated with a 304', async () => {
    await fetchFrom(listed, `${api.url}/api/revalidated`);
    expect(await fetchFrom(listed, `${api.url}/api/revalidated`)).toMatchObject({ readable: true, status: 200 });
    expect(api.statuses).toEqual([200, 304]);
  });

  test('a body that the cache already holds from a request without Origin', async () => {
    await fetchFrom(listed, `${api.url}/api/cacheable`, { mode: 'no-cors' });
    expect(await fetchFrom(listed, `${api.url}/api/cacheable`)).toMatchObject({ readable: true, status: 200 });
    expect(api.origins).toEqual(['', `http://localhost:${pages.port}`]);
  });
});

test('a write that needs no preflight is refused where the origin is not trusted to write', async () => {
  await fetchFrom(listed, `${api.url}/writes/item`, { method: 'POST', mode: 'no-cors', body: 'text' });
  expect(api.arrived).toEqual(['POST /writes/item']);
  expect(api.handled).toEqual([]);
  expect(api.statuses).toEqual([403]);
});
