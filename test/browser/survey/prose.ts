/** What the page says in words. Each sentence is one that the tables below it, or the suites, show. */

export const introduction: string = [
  'The suites in `test/browser` hold every adapter to this: `pnpm run test:browser` plays generated policies and requests ' +
    'in each of these browsers and compares what pages read, which headers they see and what reaches the server with a ' +
    'model of the policy and a model of the browser.',
  'What to know when a policy is written:',
  [
    '- A preflight is kept for two hours at most by Chromium and for ten minutes by WebKit, whatever `maxAge` says.',
    "- Firefox uses no cached `*`: with `methods: '*'` or `allowedHeaders: '*'` it asks before every request. List the names.",
    '- `*` covers `authorization` in all three, against the text of the standard. List it all the same.',
    '- With credentials `*` is the name of a method or a header, and covers nothing.',
    '- `null` is sent by sandboxed frames, and by any page after a redirect between two other origins: it is nobody’s name.',
    '- HEAD has to be listed where Firefox is to remember a preflight for it. It never has to be listed to pass.',
    '- No preflight is ever redirected, and none carries a cookie.',
  ].join('\n'),
].join('\n\n');

export const starAndNames: string =
  'Where everything is allowed, a server could send `*,x-a` in place of `*` when it is asked for `x-a`. All three read ' +
  'the same as with `*`. Firefox then remembers the names that are listed, and asks again for others; Chromium does not ' +
  'ask again for `authorization` where it is listed (behind a bare `*` it asks before every request). For methods it is ' +
  'the same with `*,PUT`. With credentials `*,x-a` allows `x-a` and nothing else. See *what a preflight is remembered ' +
  'for* below. The decision table sends the bare `*`.';

export const facts: string = [
  '## Confirmed, and corrected',
  'What is often said of browsers, held against these runs.',
  'Confirmed:',
  [
    '- `Access-Control-Allow-Origin` is one value, byte for byte the origin, or `*`. Spaces and tabs around it do not count.',
    '- `Access-Control-Allow-Credentials` is `true`, once.',
    '- A preflight needs a status of 200 to 299; redirects, 304 and 4xx fail. No preflight carries a cookie.',
    '- `Access-Control-Request-Headers` is lower-case, sorted and joined by bare commas. Firefox repeats a repeated name.',
    '- `patch` is not `PATCH`. GET, HEAD and POST need no listing. Text, forms and bytes without a type need no preflight.',
    '- Names of headers have no case; empty members and several lines are fine; one malformed member fails the preflight, ' +
      'or exposes nothing.',
    '- All three let `*` cover `authorization`, and none lets an upload listener stand in for a list of methods.',
    '- Firefox ignores a cached `*`, needs HEAD listed for its cache, keeps its cache by credentials, and does not cache ' +
      'a max-age that is no plain number; none caches `-1`.',
    '- `no-store`, `reload` and `If-*` requests are preflighted again by Chromium and Firefox; Chromium and WebKit keep a ' +
      'preflight although the request behind it failed.',
    '- An echoed origin without `Vary: Origin` blocks a second origin of the same site, by the HTTP cache.',
    '- `Set-Cookie` is never exposed, `Content-Length` always.',
    '- After a redirect between two foreign origins the request carries `null`, and Firefox’s preflight the page’s origin.',
    '- Same-origin PUT carries `Origin`. An OPTIONS of a script has no `Access-Control-Request-Method`.',
    '- Client hints (Chromium), non-ASCII `Accept` (Firefox) and huge ranges (all) differ from the text.',
    '- Chromium blocks a public page that asks a loopback server, without any preflight.',
  ].join('\n'),
  'Corrected, or not known before:',
  [
    '- A 407 is blocked by Chromium only: Firefox and WebKitGTK let the page read it.',
    '- `Vary: Origin` on requests with `Origin` alone breaks fetch after a request without it in Firefox too.',
    '- The client hints that Chromium sends without a preflight are those with a value that fits: `dpr: x` is preflighted.',
    '- Firefox knows no limit of 1,024 bytes for all safelisted values together. Chromium and WebKit put the values of a ' +
      'repeated name together first, and then the limit of 128 bytes breaks.',
    '- An empty max-age counts as none, in Firefox too: five seconds.',
    '- Chromium also preflights again in cache mode `no-cache`, and does not remember the preflight of a `no-store` request.',
    '- Chromium remembers no preflight of a sandboxed frame, and none for `authorization` by `*`.',
    '- Chromium and WebKit forget a cached preflight once a request comes that it does not cover. WebKit remembers the ' +
      'answer of a preflight that allowed neither the method nor the header that was asked for.',
    '- Firefox asks several times in the first requests of a page to a server that is named by its IP address.',
    '- WebKit sends cookies of the same site from a sandboxed frame; Chromium and Firefox do not.',
    '- Chromium and Firefox send `Origin: null` with a no-cors GET of a sandboxed frame to its own host with credentials, ' +
      'and no `Origin` with other no-cors GETs.',
  ].join('\n'),
].join('\n\n');
