import type { ServerResponse } from 'node:http';
import { describeReplies, type Reply, refused } from './fixture/listener-twins.js';

const foreign = { Vary: 'Accept', 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '9' };

/** The types of Node know fewer forms than it takes. */
const writeHead = (response: ServerResponse, ...args: readonly unknown[]): ServerResponse =>
  Reflect.apply(response.writeHead, response, args);

class Header {
  static own = 'x';
  'X-Class' = '1';
  get inherited(): string {
    return 'x';
  }
}

const replies: readonly Reply[] = [
  { title: 'writeHead without headers', listener: (_, res) => res.writeHead(202).end('x'), status: 202 },
  {
    title: 'writeHead with undefined, and with null',
    listener: (_, res) => writeHead(res, 202, undefined, null).end('x'),
    status: 202,
  },
  {
    title: 'writeHead with null in place of headers',
    listener: (_, res) => writeHead(res, 202, null).end('x'),
    status: 202,
  },
  { title: 'writeHead with a reason alone', listener: (_, res) => res.writeHead(202, 'Mine').end('x'), status: 202 },
  {
    title: 'writeHead with an empty reason',
    listener: (_, res) => res.writeHead(202, '', foreign).end('x'),
    status: 202,
  },
  {
    title: 'writeHead with an empty object',
    listener: (_, res) => res.setHeader('vary', 'A').writeHead(202, {}).end('x'),
    status: 202,
  },
  {
    title: 'writeHead with an empty list',
    listener: (_, res) => res.setHeader('vary', 'A').writeHead(202, []).end('x'),
    status: 202,
  },
  { title: 'writeHead with a status in words', listener: (_, res) => writeHead(res, '204').end(), status: 204 },
  {
    title: 'writeHead with an object without a prototype',
    listener: (_, res) => res.writeHead(200, Object.assign(Object.create(null), foreign)).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with an object that inherits',
    listener: (_, res) => res.writeHead(200, Object.assign(Object.create({ 'X-Inherited': '1' }), foreign)).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with an object of a class',
    listener: (_, res) => writeHead(res, 200, new Header()).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with an object that is frozen',
    listener: (_, res) => res.writeHead(200, Object.freeze({ ...foreign })).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with an object of getters',
    listener: (_, res) =>
      res
        .writeHead(200, {
          get vary() {
            return 'Cookie';
          },
          get 'access-control-allow-origin'() {
            return '*';
          },
        })
        .end('x'),
    status: 200,
  },
  {
    title: 'writeHead with Headers of Fetch, which Node does not read',
    listener: (_, res) => writeHead(res, 200, new Headers(foreign)).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with numbers for values',
    listener: (_, res) => res.writeHead(200, { 'X-A': 1, 'Content-Length': 1 }).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with a value that is left undefined',
    listener: refused((res) => res.writeHead(200, { 'X-A': undefined })),
    status: 200,
  },
  {
    title: 'writeHead with a list of an odd length',
    listener: refused((res) => res.writeHead(200, ['X-A'])),
    status: 200,
  },
  {
    title: 'writeHead with a name that is none',
    listener: refused((res) => res.writeHead(200, { 'X A': '1' })),
    status: 200,
  },
  {
    title: 'writeHead with a value that breaks the line',
    listener: refused((res) => res.writeHead(200, { 'X-A': 'a\r\nb' })),
    status: 200,
  },
  { title: 'writeHead with a status that is none', listener: refused((res) => res.writeHead(99)), status: 200 },
  {
    title: 'writeHead twice',
    listener: refused((res) => {
      res.writeHead(201, foreign);
      res.writeHead(202, foreign);
    }),
    status: 201,
  },
  {
    title: 'setHeader behind writeHead',
    listener: refused((res) => {
      res.writeHead(201);
      res.setHeader('Access-Control-Allow-Origin', '*');
    }),
    status: 201,
  },
  {
    title: 'removeHeader behind writeHead',
    listener: refused((res) => {
      res.writeHead(201);
      res.removeHeader('vary');
    }),
    status: 201,
  },
  {
    title: 'writeHead with a header that setHeader set to another value',
    listener: (_, res) => res.setHeader('X-A', '1').writeHead(200, { 'x-a': '2' }).end('x'),
    status: 200,
  },
  {
    title: 'writeHead with a list behind setHeader',
    listener: (_, res) => res.setHeader('X-A', '1').writeHead(200, ['x-b', '2', 'x-b', '3']).end('x'),
    status: 200,
  },
  {
    title: 'several cookies, set and given',
    listener: (_, res) => res.setHeader('Set-Cookie', ['a=1', 'b=2']).writeHead(200, { 'X-A': '1' }).end('x'),
    status: 200,
  },
  {
    title: 'several cookies in a list',
    listener: (_, res) => res.writeHead(200, ['Set-Cookie', 'b=2', 'Set-Cookie', 'a=1']).end('x'),
    status: 200,
  },
];

describeReplies('what a listener gives to writeHead is as without CORS, with the headers of the decision', replies);
