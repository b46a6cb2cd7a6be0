import { fileURLToPath } from 'node:url';
import type { WireRequest } from '@cors-policy/conformance';
import express from 'express';
import express4 from 'express4';
import { vi } from 'vitest';
import { type Build, describeReplies, type Reply } from './fixture/express-twins.js';

// Express reports what it cannot send.
vi.spyOn(console, 'error').mockImplementation(() => {});

const folder = fileURLToPath(new URL('./fixture', import.meta.url));
const file = fileURLToPath(import.meta.url);

const asking = (...headers: readonly (readonly [string, string])[]): WireRequest => ({ headers });

const sending: Build = (app) => app.get('/', (_, res) => res.sendFile(file));
const served: Build = (app, { static: serve }) =>
  app.use(serve(folder, { setHeaders: (res) => void res.setHeader('Vary', 'X-Kind') }));
const target = '/express-twins.ts';

/** Files as Express sends them, with all that HTTP has for them. */
const replies: readonly Reply[] = [
  { title: 'HEAD', build: sending, request: { method: 'HEAD' }, status: 200 },
  { title: 'a range from the end', build: sending, request: asking(['Range', 'bytes=-5']), status: 206 },
  {
    title: 'HEAD of a range',
    build: sending,
    request: { method: 'HEAD', headers: [['Range', 'bytes=0-1']] },
    status: 206,
  },
  {
    title: 'several ranges, which it sends whole',
    build: sending,
    request: asking(['Range', 'bytes=0-1,4-5']),
    status: 200,
  },
  { title: 'a range that is none', build: sending, request: asking(['Range', 'lines=1']), status: 200 },
  {
    title: 'a range of what has changed since',
    build: sending,
    request: asking(['Range', 'bytes=0-1'], ['If-Range', '"other"']),
    status: 200,
  },
  {
    title: 'nothing new since',
    build: sending,
    request: asking(['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT']),
    status: 304,
  },
  {
    title: 'nothing new, for HEAD',
    build: sending,
    request: { method: 'HEAD', headers: [['If-None-Match', '*']] },
    status: 304,
  },
  { title: 'something new', build: sending, request: asking(['If-None-Match', '"other"']), status: 200 },
  {
    title: 'a revalidation that the client insists on',
    build: sending,
    request: asking(['If-None-Match', '*'], ['Cache-Control', 'no-cache']),
    status: 200,
  },
  { title: 'a precondition that fails', build: sending, request: asking(['If-Match', '"other"']), status: 412 },
  {
    title: 'a precondition on the date that fails',
    build: sending,
    request: asking(['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT']),
    status: 412,
  },
  { title: 'a folder in place of a file', build: (app) => app.get('/', (_, res) => res.sendFile(folder)), status: 404 },
  {
    title: 'a file that may not be seen',
    build: (app) => app.get('/', (_, res) => res.sendFile('.hidden', { root: folder, dotfiles: 'deny' })),
    status: 403,
  },
  {
    title: 'a file outside of its root',
    build: (app) => app.get('/', (_, res) => res.sendFile('../../secret', { root: folder })),
    status: 403,
  },
  {
    title: 'an error of a file that a callback answers',
    build: (app) =>
      app.get('/', (_, res) =>
        res.sendFile(`${file}.none`, (error) => {
          if (error) res.status(410).send('gone');
        }),
      ),
    status: 410,
  },
  {
    title: 'a file with headers of its own',
    build: (app) =>
      app.get('/', (_, res) =>
        res.sendFile(file, {
          headers: { 'Access-Control-Allow-Origin': '*', Vary: 'X-A' },
          maxAge: 1000,
          immutable: true,
        }),
      ),
    status: 200,
  },
  {
    title: 'an attachment',
    build: (app) => app.get('/', (_, res) => void res.attachment('\u4f60.txt').send('x')),
    status: 200,
  },
  { title: 'a static file with a Vary of its own', build: served, request: { target }, status: 200 },
  {
    title: 'a static file, a range of it',
    build: served,
    request: { target, headers: [['Range', 'bytes=1-2']] },
    status: 206,
  },
  {
    title: 'a static file, a range that is not there',
    build: served,
    request: { target, headers: [['Range', 'bytes=999999-']] },
    status: 416,
  },
  {
    title: 'a static file, unchanged',
    build: served,
    request: { target, headers: [['If-None-Match', '*']] },
    status: 304,
  },
  { title: 'a static file that is not there', build: served, request: { target: '/none.txt' }, status: 404 },
  { title: 'a static file whose name cannot be decoded', build: served, request: { target: '/%zz' }, status: 404 },
  {
    title: 'a static file with a NUL in its name',
    build: (app, { static: serve }) => app.use(serve(folder, { fallthrough: false })),
    request: { target: '/a%00b' },
    status: 400,
  },
  {
    title: 'a static file outside of its root',
    build: (app, { static: serve }) => app.use(serve(folder, { fallthrough: false })),
    request: { target: '/%2e%2e/%2e%2e/x' },
    status: 403,
  },
  {
    title: 'a static folder below a prefix, by redirect with its query',
    build: (app, { static: serve }) => app.use('/files', serve(`${folder}/..`)),
    request: { target: '/files/fixture?a=b' },
    status: 301,
  },
];

describeReplies('Express 5', express, replies);
describeReplies('Express 4', express4, replies);
