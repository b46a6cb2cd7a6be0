import { describe, expect, it } from 'vitest';
import { parseResponse } from './response-parser.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const parse = (text: string, method = 'GET', closed = false) => parseResponse(bytes(text), method, closed);

describe('parseResponse', () => {
  it('keeps header lines as they are: order, case, duplicates, bytes beyond ASCII', () => {
    const parsed = parse(
      'HTTP/1.1 200 Fine By Me\r\nX-A: 1\r\nx-a:\t2 \r\nVARY: caf\u00e9\r\nContent-Length: 0\r\n\r\n',
    );
    expect(parsed?.response).toMatchObject({
      status: 200,
      reason: 'Fine By Me',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
        ['VARY', 'caf\u00e9'],
        ['Content-Length', '0'],
      ],
    });
  });

  it.each([
    ['a status line alone', 'HTTP/1.1 200 OK\r\n'],
    ['half a header block', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n'],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab'],
    ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab'],
    ['chunks without their end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'],
    ['a last chunk without its end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n'],
    ['a body of unknown length', 'HTTP/1.1 200 OK\r\n\r\nab'],
  ])('waits for more after %s', (_title, text) => {
    expect(parse(text)).toBeUndefined();
  });

  it.each([
    ['a declared length', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab', 'ab'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n4\r\nc', 'ab'],
  ])('says that a body is not whole when the connection closes before %s is reached', (_title, text, body) => {
    const { response } = parse(text, 'GET', true) ?? {};
    expect([response?.body.toString(), response?.complete]).toEqual([body, false]);
  });

  it('reads chunks with extensions and trailers, and gives back what follows', () => {
    const parsed = parse(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\nHTTP/1.1',
    );
    expect(parsed?.response.body.toString()).toBe('abc0123456789');
    expect(parsed?.response.trailers).toEqual([['X-Sum', '1']]);
    expect(parsed?.rest.toString()).toBe('HTTP/1.1');
  });

  it('reads a body of unknown length to the end of the connection', () => {
    expect(parse('HTTP/1.1 200 OK\r\n\r\nabc', 'GET', true)?.response).toMatchObject({
      body: bytes('abc'),
      complete: true,
    });
  });

  it.each([
    ['an answer to HEAD', 'HEAD', 200],
    ['a 204', 'GET', 204],
    ['a 304', 'GET', 304],
    ['a 101', 'GET', 101],
  ])('takes no body from %s', (_title, method, status) => {
    const parsed = parse(`HTTP/1.1 ${status} X\r\nContent-Length: 4\r\n\r\nrest`, method);
    expect([parsed?.response.body.length, parsed?.rest.toString()]).toEqual([0, 'rest']);
  });

  it('keeps interim answers apart from the final one', () => {
    const parsed = parse(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    );
    expect(parsed?.response.interim).toEqual([
      { status: 100, headers: [] },
      { status: 103, headers: [['Link', '</a>']] },
    ]);
    expect(parsed?.response.status).toBe(204);
  });

  it.each([
    ['no status line', 'HTTP/2 200\r\n\r\n', 'not a status line'],
    ['a line that is no header', 'HTTP/1.1 200 OK\r\nno colon\r\n\r\n', 'not a header line'],
    ['a name with white space behind it', 'HTTP/1.1 200 OK\r\nX-A : 1\r\n\r\n', 'not a header line'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na', 'content-length: 1,1'],
    ['a length and a coding', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 'both'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'not a chunk size'],
  ])('refuses %s', (_title, text, message) => {
    expect(() => parse(text, 'GET', true)).toThrow(message);
  });
});
