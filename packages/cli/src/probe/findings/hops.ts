import type { Evidence } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { quoted } from '../evidence/response-fields.js';

/** Redirects that the browser follows, and requests that nobody answered. */
export function hopFindings({ exchanges, failures }: Evidence): readonly ProbeFinding[] {
  const hops = exchanges.flatMap((exchange, index) => {
    const next = exchanges[index + 1];
    return exchange.purpose === 'request' && next !== undefined ? [{ ...exchange, next: next.request.url }] : [];
  });
  return [
    ...hops.map(({ request, response, next }): ProbeFinding => {
      const isForeign = new URL(next).origin !== new URL(request.url).origin;
      return {
        code: 'redirected',
        severity: 'warning',
        seenOn: 'request',
        found: `${request.url}: ${response.status}, ${quoted(response, 'location')}`,
        message: isForeign
          ? 'the request is redirected to another origin: from there on the page’s origin is null, and every answer on the way has to allow that'
          : 'the request is redirected: every answer on the way needs CORS headers, and a request with a preflight asks for another one',
        change: 'let the page ask for the address that it leads to',
      };
    }),
    ...failures.map(
      ({ purpose, request, reason }): ProbeFinding => ({
        code: 'no-answer',
        severity: purpose === 'preflight' || purpose === 'request' ? 'error' : 'warning',
        seenOn: purpose,
        found: `${request.method} ${request.url}: ${reason}`,
        message: 'the server did not answer',
        change: 'look at what it does with this request',
      }),
    ),
  ];
}
