import type { Evidence, Exchange } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { grants, quoted } from '../evidence/response-fields.js';

/** Whether some other answer of the server lets the origin read. */
export function grantedElsewhere(evidence: Evidence, here: Exchange): boolean {
  const { exchanges, reference, notFound, also, asked } = evidence;
  return [...exchanges, reference, notFound, ...also].some(
    (exchange) =>
      exchange !== undefined && exchange.response !== here.response && grants(exchange.response, asked.origin),
  );
}

/** Answers with an error status that have lost the headers which other answers have. */
export function lostHeaders(evidence: Evidence): readonly ProbeFinding[] {
  const { asked, exchanges, notFound, also } = evidence;
  const isLost = ({ response }: Exchange): boolean => response.status >= 400 && !grants(response, asked.origin);
  if (![...exchanges, evidence.reference].some((one) => one !== undefined && grants(one.response, asked.origin)))
    return [];
  const errors = also.filter(isLost).map(
    ({ request, response }): ProbeFinding => ({
      code: 'headers-lost-on-error',
      severity: 'warning',
      seenOn: 'also',
      found: `${request.url}: ${response.status}, ${quoted(response, 'access-control-allow-origin')}`,
      message: `an answer with ${response.status} has lost the CORS headers, so that the page cannot see the status, and its console blames CORS`,
      change:
        'set the headers where every answer passes, errors too: around the error handling; in nginx, add_header with always',
    }),
  );
  return [...errors, ...(notFound !== undefined && isLost(notFound) ? [lostOn404(notFound)] : [])];
}

function lostOn404({ request, response }: Exchange): ProbeFinding {
  return {
    code: 'headers-lost-on-404',
    severity: 'warning',
    seenOn: 'not-found',
    found: `${request.url}: ${response.status}, ${quoted(response, 'access-control-allow-origin')}`,
    message: 'a path that is not there has no CORS headers, so that a page sees a network error in place of the status',
    change: 'set the headers for every path before the routes are looked at; in nginx, add_header with always',
  };
}
