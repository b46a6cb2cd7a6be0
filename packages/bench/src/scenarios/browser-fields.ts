import type { PlainRequest } from './fresh-requests.js';

/** A header field on the wire. */
export type Field = readonly [name: string, value: string];

const COMMON: readonly Field[] = [
  ['Host', 'api.example.com'],
  ['Connection', 'keep-alive'],
  [
    'User-Agent',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  ],
  ['Accept', '*/*'],
];

const FETCHED: readonly Field[] = [
  ['Sec-Fetch-Mode', 'cors'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Dest', 'empty'],
  ['Referer', 'https://app.example.com/'],
  ['Accept-Encoding', 'gzip, deflate, br, zstd'],
  ['Accept-Language', 'en-GB,en;q=0.9'],
];

export const methodOf = ({ kind }: PlainRequest): string => (kind === 'preflight' ? 'OPTIONS' : 'GET');

/** The header fields that Chromium sends with such a request. Without an origin, it is another program that asks. */
export function browserFields(request: PlainRequest): readonly Field[] {
  switch (request.kind) {
    case 'no-origin':
      return [...COMMON, ['Accept-Encoding', 'gzip']];
    case 'actual':
      return [...COMMON, ['Origin', request.origin], ...FETCHED];
    case 'preflight':
      return [
        ...COMMON,
        ['Access-Control-Request-Method', request.method],
        ...(request.headers === undefined ? [] : [['Access-Control-Request-Headers', request.headers] as const]),
        ['Origin', request.origin],
        ...FETCHED,
      ];
  }
}
