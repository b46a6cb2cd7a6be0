import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.js';
import { definePolicy } from '../policy/define-policy.js';
import { flatHeaders, isBare } from './bare-response.js';

const created = (): ServerResponse => new ServerResponse(new IncomingMessage(new Socket()));

describe('isBare', () => {
  it('holds for a response as Node made it', () => {
    expect(isBare(created())).toBe(true);
  });

  it('refuses a response on which something is set', () => {
    expect(isBare(created().setHeader('x-powered-by', 'a framework'))).toBe(false);
  });

  it('refuses a response whose writeHead is hooked', () => {
    const response = created();
    response.writeHead = () => response;
    expect(isBare(response)).toBe(false);
  });

  it('refuses what a framework put its own prototype under, and what only looks like a response', () => {
    expect(isBare(Object.setPrototypeOf(created(), Object.create(ServerResponse.prototype)))).toBe(false);
    expect(isBare({ writeHead: () => undefined, getHeaderNames: () => [] })).toBe(false);
    expect(isBare(Object.assign(Object.create(null), { writeHead: () => undefined, getHeaderNames: () => [] }))).toBe(
      false,
    );
  });
});

describe('flatHeaders', () => {
  const policy = definePolicy({ origins: ['https://a.example', 'https://b.example'], maxAge: false });
  const decide = (origin: string) =>
    evaluate(policy, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
  const vary = ['vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'];

  it('lists the headers and Vary, and the length of no body where the status has one', () => {
    const decision = decide('https://a.example');
    const headers = [...decision.headers.flat(), ...vary];
    expect(flatHeaders(204, decision)).toEqual(headers);
    expect(flatHeaders(200, decision)).toEqual(['content-length', '0', ...headers]);
    expect(flatHeaders(403, decide('https://evil.example'))).toEqual(['content-length', '0', ...vary]);
  });

  it('gives each response its own list and each decision its own headers', () => {
    const [a, b] = [decide('https://a.example'), decide('https://b.example')];
    const first = flatHeaders(204, a);
    first.push('x-patched', 'yes');
    expect(flatHeaders(204, a)).toEqual([...a.headers.flat(), ...vary]);
    expect(flatHeaders(204, b)).toEqual([...b.headers.flat(), ...vary]);
    expect(flatHeaders(204, a)).toEqual([...a.headers.flat(), ...vary]);
  });
});
