import type { Sabotage } from '../server/sabotage.js';

/** Servers that get one thing wrong each. A suite that passes with one of them proves nothing. */
export const mutants: Readonly<Record<string, Sabotage>> = {
  'no access-control-allow-origin': ({ headers }) => void headers.delete('access-control-allow-origin'),
  'a slash behind the origin': edit('access-control-allow-origin', (value) => (value === '*' ? value : `${value}/`)),
  'the origin in upper case': edit('access-control-allow-origin', (value) => value.toUpperCase()),
  'the origin twice': edit('access-control-allow-origin', (value) => `${value}, ${value}`),
  'the origin in two lines': ({ headers }) => {
    const value = headers.get('access-control-allow-origin');
    if (value !== undefined) headers.set('access-control-allow-origin', [String(value), String(value)]);
  },
  '* for everybody': ({ headers }) => void headers.set('access-control-allow-origin', '*'),
  'every origin echoed': ({ headers, request }) => {
    const { origin } = request.headers;
    if (origin !== undefined) headers.set('access-control-allow-origin', origin);
  },
  'no access-control-allow-credentials': ({ headers }) => void headers.delete('access-control-allow-credentials'),
  'access-control-allow-credentials: True': edit('access-control-allow-credentials', () => 'True'),
  'credentials for everybody': ({ headers, request }) => {
    headers.set('access-control-allow-origin', request.headers.origin ?? '*');
    headers.set('access-control-allow-credentials', 'true');
  },
  'no access-control-allow-methods': ({ headers }) => void headers.delete('access-control-allow-methods'),
  'one method is missing': edit('access-control-allow-methods', (value) => value.replace(/(?:^|,)PUT/, '')),
  'every method is allowed': ({ headers, request }) => {
    const method = request.headers['access-control-request-method'];
    if (method !== undefined) headers.set('access-control-allow-methods', method);
  },
  'no access-control-allow-headers': ({ headers }) => void headers.delete('access-control-allow-headers'),
  'every header is allowed': ({ headers, request }) => {
    const names = request.headers['access-control-request-headers'];
    if (names !== undefined) headers.set('access-control-allow-headers', names);
  },
  'no access-control-expose-headers': ({ headers }) => void headers.delete('access-control-expose-headers'),
  'every header is exposed': ({ headers }) => void headers.set('access-control-expose-headers', '*, x-a, x-b, etag'),
  'no access-control-max-age': ({ headers }) => void headers.delete('access-control-max-age'),
  'an hour for every preflight': ({ headers }) => void headers.set('access-control-max-age', '3600'),
  'preflights are redirected': onPreflight((block) => {
    block.status = 307;
    block.headers.set('location', '/elsewhere');
  }),
  'preflights are not found': onPreflight((block) => {
    block.status = 404;
  }),
};

function edit(name: string, change: (value: string) => string): Sabotage {
  return ({ headers }) => {
    const value = headers.get(name);
    if (value !== undefined) headers.set(name, change(String(value)));
  };
}

function onPreflight(sabotage: Sabotage): Sabotage {
  return (block) => {
    if (block.request.headers['access-control-request-method'] !== undefined) sabotage(block);
  };
}
