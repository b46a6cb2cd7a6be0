import type { Reason, Verdict } from '@cors-policy/node-http';

/** A request of the demo, and what has to come of it. */
export interface DemoRequest {
  readonly title: string;
  readonly line: string;
  readonly headers: readonly string[];
  /** `undefined` where the HTTP parser answers, and the policy is never asked. */
  readonly decision: readonly [Verdict, Reason] | undefined;
  readonly status: number;
  /** The one `access-control-allow-origin` that has to be on the wire, or none. */
  readonly allowOrigin: string | undefined;
}

const app = 'https://app.example.com';
const admin = 'https://admin.example.com';

const origin = (value: string): string => `Origin: ${value}`;

/** The header lines of a preflight. */
function preflight(from: string, method: string, headers?: string): readonly string[] {
  const lines = [origin(from), `Access-Control-Request-Method: ${method}`];
  return headers === undefined ? lines : [...lines, `Access-Control-Request-Headers: ${headers}`];
}

/** An entry of the table below, in the order in which it reads. */
function ask(
  title: string,
  line: string,
  headers: readonly string[],
  decision: readonly [Verdict, Reason] | undefined,
  status: number,
  allowOrigin?: string,
): DemoRequest {
  return { title, line, headers, decision, status, allowOrigin };
}

/** The requests of the demo, by what they show. */
export const requests: Readonly<Record<string, readonly DemoRequest[]>> = {
  'requests that may be read': [
    ask('listed origin', 'GET /api/items', [origin(app)], ['allowed', 'origin-allowed'], 200, app),
    ask(
      'preview by pattern',
      'GET /api/items',
      [origin('https://pr-7.preview.example.com')],
      ['allowed', 'origin-allowed'],
      200,
      'https://pr-7.preview.example.com',
    ),
    ask(
      'localhost, any port',
      'GET /api/items',
      [origin('http://localhost:5173')],
      ['allowed', 'origin-allowed'],
      200,
      'http://localhost:5173',
    ),
    ask(
      'public file',
      'GET /assets/logo.svg',
      [origin('https://anybody.example')],
      ['allowed', 'origin-allowed'],
      200,
      '*',
    ),
    ask('an error 500', 'GET /api/broken', [origin(app)], ['allowed', 'origin-allowed'], 500, app),
  ],
  preflights: [
    ask(
      'method and header listed',
      'OPTIONS /api/items',
      preflight(app, 'PUT', 'content-type,x-request-id'),
      ['allowed', 'preflight-allowed'],
      204,
      app,
    ),
    ask(
      'method not listed',
      'OPTIONS /api/items',
      preflight(app, 'DELETE'),
      ['denied', 'method-not-allowed'],
      204,
      app,
    ),
    ask(
      'header not listed',
      'OPTIONS /api/items',
      preflight(app, 'PUT', 'x-secret'),
      ['denied', 'header-not-allowed'],
      204,
      app,
    ),
    ask(
      'origin not listed',
      'OPTIONS /api/items',
      preflight('https://evil.example', 'PUT'),
      ['denied', 'origin-not-allowed'],
      403,
    ),
    ask('a plain OPTIONS', 'OPTIONS /api/items', [origin(app)], ['allowed', 'origin-allowed'], 200, app),
  ],
  'not from a browser, or not across origins': [
    ask('no Origin', 'GET /api/items', [], ['not-applicable', 'no-origin'], 200),
    ask('no Origin, public file', 'GET /fonts/a.woff2', [], ['not-applicable', 'no-origin'], 200, '*'),
    ask(
      'same origin',
      'GET /api/items',
      [origin('https://other.example'), 'Sec-Fetch-Site: same-origin'],
      ['not-applicable', 'same-origin'],
      200,
    ),
    ask('path of no rule', 'GET /health', [origin(app)], ['not-applicable', 'path-out-of-scope'], 200),
  ],
  'origins that only look right': [
    ask('longer name', 'GET /api/items', [origin(`${app}.evil.example`)], ['denied', 'origin-not-allowed'], 200),
    ask('http for https', 'GET /api/items', [origin('http://app.example.com')], ['denied', 'origin-not-allowed'], 200),
    ask('another port', 'GET /api/items', [origin(`${app}:8443`)], ['denied', 'origin-not-allowed'], 200),
    ask(
      'the star is one label',
      'GET /api/items',
      [origin('https://pr-7.evil.preview.example.com')],
      ['denied', 'origin-not-allowed'],
      200,
    ),
    ask('null', 'GET /api/items', [origin('null')], ['denied', 'origin-not-allowed'], 200),
    ask('trailing slash', 'GET /api/items', [origin(`${app}/`)], ['denied', 'origin-malformed'], 200),
    ask('upper case', 'GET /api/items', [origin('https://APP.example.com')], ['denied', 'origin-malformed'], 200),
    ask('default port', 'GET /api/items', [origin(`${app}:443`)], ['denied', 'origin-malformed'], 200),
    ask('empty', 'GET /api/items', ['Origin:'], ['denied', 'origin-malformed'], 200),
  ],
  'hostile bytes': [
    ask(
      'two Origin lines',
      'GET /api/items',
      [origin(app), origin('https://evil.example')],
      ['denied', 'origin-malformed'],
      200,
    ),
    ask(
      '8 KiB of origin',
      'GET /api/items',
      [origin(`https://${'a'.repeat(8_184)}`)],
      ['denied', 'origin-malformed'],
      200,
    ),
    ask(
      '4 KiB of commas, then a listed name',
      'OPTIONS /api/items',
      preflight(app, 'PUT', `${','.repeat(4_000)}x-request-id`),
      ['allowed', 'preflight-allowed'],
      204,
      app,
    ),
    ask(
      '8 KiB of commas',
      'OPTIONS /api/items',
      preflight(app, 'PUT', ','.repeat(8_192)),
      ['denied', 'header-not-allowed'],
      204,
      app,
    ),
    ask(
      'a method of 8 KiB',
      'OPTIONS /api/items',
      preflight(app, 'P'.repeat(8_192)),
      ['denied', 'method-not-allowed'],
      204,
      app,
    ),
    ask('a control character', 'GET /api/items', [origin(`${app}\u0001`)], undefined, 400),
  ],
  'tricks with the path': [
    ask('dot segments', 'GET /api/../admin/users', [origin(app)], ['denied', 'origin-not-allowed'], 403),
    ask('percent-encoded letter', 'GET /%61dmin/users', [origin(app)], ['denied', 'origin-not-allowed'], 403),
    ask('another case', 'GET /ADMIN/users', [origin(app)], ['denied', 'origin-not-allowed'], 403),
    ask('encoded slash', 'GET /admin%2f..%2fapi', [origin(admin)], ['not-applicable', 'path-ambiguous'], 200),
    ask('backslash', 'GET /api\\..\\admin', [origin(app)], ['not-applicable', 'path-ambiguous'], 200),
    ask('broken escape', 'GET /api/%zz', [origin(app)], ['not-applicable', 'path-ambiguous'], 200),
  ],
  'headers that the application sets itself': [
    ask('its * for a listed origin', 'GET /api/legacy', [origin(app)], ['allowed', 'origin-allowed'], 200, app),
    ask(
      'its * for any other',
      'GET /api/legacy',
      [origin('https://evil.example')],
      ['denied', 'origin-not-allowed'],
      200,
    ),
  ],
  'forged writes': [
    ask(
      'from a trusted origin',
      'POST /admin/users',
      [origin(admin), 'Sec-Fetch-Site: same-site'],
      ['allowed', 'origin-allowed'],
      200,
      admin,
    ),
    ask(
      'from another site',
      'POST /admin/users',
      [origin('https://evil.example'), 'Sec-Fetch-Site: cross-site'],
      ['denied', 'csrf-denied'],
      403,
    ),
    ask(
      'cross-site, Origin left out',
      'POST /admin/users',
      ['Sec-Fetch-Site: cross-site'],
      ['denied', 'csrf-denied'],
      403,
    ),
    ask('by no browser', 'POST /admin/users', [], ['not-applicable', 'no-origin'], 200),
  ],
};
