import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCors } from './index.js';
import { request, serve, type TestServer } from './testing/wire.js';

/** What a handler does to its response: headers before, then the form in which it writes the block. */
interface Script {
  readonly before: readonly (readonly ['setHeader' | 'appendHeader' | 'removeHeader', string, string])[];
  readonly form: 'none' | 'object' | 'flat' | 'nested';
  readonly given: readonly (readonly [string, string | string[]])[];
  readonly status: number;
}

const name = fc.constantFrom(
  'X-A', 'x-a', 'X-B', 'Set-Cookie', 'set-cookie', 'Vary', 'vary', 'Content-Type',
  'Access-Control-Allow-Origin', 'access-control-allow-origin', 'ACCESS-CONTROL-MAX-AGE',
); // biome-ignore format: a list of words
const value = fc.constantFrom('1', '2', 'a=1; Path=/', 'Accept', '*');
const script: fc.Arbitrary<Script> = fc.record({
  before: fc.array(fc.tuple(fc.constantFrom('setHeader', 'appendHeader', 'removeHeader'), name, value), {
    maxLength: 4,
  }),
  form: fc.constantFrom('none', 'object', 'flat', 'nested'),
  given: fc.array(fc.tuple(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 2 }))), { maxLength: 5 }),
  status: fc.constantFrom(200, 204, 304, 404, 500),
});

/** What Node refuses is no output to compare: whether it still does, once foreign headers are taken off, is its own affair. */
const REFUSED = 'refused';

function play(script: Script, res: ServerResponse): void {
  // A copy, because Node's own `appendHeader` appends to the handler's lists.
  const { before, form, given, status } = structuredClone(script);
  for (const [method, header, text] of before) Reflect.apply(res[method], res, [header, text]);
  const forms = { none: undefined, object: Object.fromEntries(given), flat: given.flat(), nested: given };
  try {
    Reflect.apply(res.writeHead, res, form === 'none' ? [status] : [status, forms[form]]);
    res.end('body');
  } catch {
    // Nested arrays beside headers that were set before.
    for (const header of res.getHeaderNames()) res.removeHeader(header);
    res.statusCode = 500;
    res.end(REFUSED);
  }
}

describe('commit', () => {
  const scripts = new Map<string, Script>();
  const listener = (req: { url?: string | undefined }, res: ServerResponse): void => {
    const found = scripts.get(req.url ?? '');
    if (found !== undefined) play(found, res);
  };
  let plain: TestServer;
  let hooked: TestServer;
  beforeAll(async () => {
    plain = await serve(listener);
    hooked = await serve(withCors({ origins: 'https://app.example' }, listener));
  });
  afterAll(async () => {
    await plain[Symbol.asyncDispose]();
    await hooked[Symbol.asyncDispose]();
  });

  it.each(['https://app.example', 'https://evil.example'])(
    'leaves everything but CORS byte for byte as the handler wrote it, for %s',
    async (origin) => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(script, async (handler) => {
          const url = `/${count++}`;
          scripts.set(url, handler);
          const head = request(`GET ${url}`, { Origin: origin });
          const [expected, actual] = await Promise.all([plain.send(head), hooked.send(head)]);
          scripts.delete(url);

          const foreign = /^(?:access-control-[a-z-]*|vary|date):/i;
          if (!expected.body.endsWith(REFUSED)) {
            expect(actual.statusLine).toBe(expected.statusLine);
            expect(actual.body).toBe(expected.body);
            expect(actual.lines.filter((line) => !foreign.test(line))).toEqual(
              expected.lines.filter((line) => !foreign.test(line)),
            );
          }

          const allowed = origin === 'https://app.example' ? ['access-control-allow-origin: https://app.example'] : [];
          expect(actual.lines.filter((line) => /^access-control-/i.test(line))).toEqual(allowed);
          const [vary = '', ...more] = actual.values('vary');
          expect(more).toEqual([]);
          const members = vary.split(', ');
          expect(members.includes('*') || members.includes('Origin')).toBe(true);
          for (const one of expected.values('vary')) expect(members.includes('*') || members.includes(one)).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );
});
