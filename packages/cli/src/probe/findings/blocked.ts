import type { Step } from '@cors-policy/browser-model';
import { consoleTexts } from '../evidence/console-texts.js';
import type { Evidence, Exchange } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { quoted } from '../evidence/response-fields.js';
import { blockedByCredentials, blockedByList, blockedByOrigin } from './blocked-by-header.js';
import { blockedPreflight } from './blocked-preflight.js';
import type { Cause } from './cause.js';
import { grantedElsewhere } from './lost-headers.js';

/** Why the browser lets the page read nothing: the checks that failed, and what they failed for. */
export function blocked(evidence: Evidence): readonly ProbeFinding[] {
  const { outcome } = evidence;
  if (outcome.readable) return [];
  const failed = outcome.steps.filter(({ kind, passed }) => kind === 'check' && !passed);
  // The browser stops at the first, and that is what its console is about.
  return failed.map((step, index) => findingOf(step, evidence, index === 0));
}

function findingOf(step: Step, evidence: Evidence, isFirst: boolean): ProbeFinding {
  const { exchanges, readable, asked } = evidence;
  const exchange = step.exchange === undefined ? undefined : exchanges[step.exchange];
  if (exchange === undefined) return refusedByBrowser(step);
  const { blockage, ...cause } = causeOf(step, exchange, evidence);
  const { request, response, purpose } = exchange;
  const isReadAnyway = Object.values(readable).every((isRead) => isRead);
  const isPreflight = purpose === 'preflight';
  const blockedRequest = { origin: asked.origin, url: request.url, isPreflight, status: response.status };
  return {
    ...cause,
    severity: isReadAnyway ? 'warning' : 'error',
    seenOn: purpose,
    ...(blockage !== undefined && isFirst && !isReadAnyway && { console: consoleTexts(blockage, blockedRequest) }),
  };
}

/** The request is one that no script may send. */
function refusedByBrowser({ compared: { subject, found, wanted } }: Step): ProbeFinding {
  return {
    code: 'request-refused',
    severity: 'error',
    seenOn: 'request',
    found: `${subject}: ${found ?? 'nothing'}`,
    message: `the browser sends no such request: it wants ${wanted}`,
    change: 'nothing: it is the page that has to ask otherwise',
  };
}

function causeOf(step: Step, exchange: Exchange, evidence: Evidence): Cause {
  const { response, purpose } = exchange;
  const { asked } = evidence;
  const isRefused = response.status < 200 || response.status > 299;
  if (purpose === 'preflight' && isRefused) return blockedPreflight(exchange, step, asked.origin);
  switch (step.check) {
    case 'allow-origin':
      if (response.status >= 400 && grantedElsewhere(evidence, exchange)) return lostOnError(exchange);
      return blockedByOrigin(exchange, asked);
    case 'allow-credentials':
      return blockedByCredentials(exchange);
    case 'allow-methods':
    case 'allow-headers':
      return blockedByList(step, exchange, asked);
    case 'redirect':
      return {
        code: 'redirect-refused',
        found: `${response.status}, ${quoted(response, 'location')}`,
        message: `the browser does not follow this redirect: it wants ${step.compared.wanted}`,
        change: 'answer here, or redirect to a plain HTTP URL',
      };
    default:
      return {
        code: 'no-answer',
        found: `${response.status}`,
        message: `browsers stop here: ${step.compared.subject} is ${step.compared.found ?? 'missing'}, and ${step.compared.wanted} is wanted`,
        change: 'let the request through to the application',
      };
  }
}

function lostOnError({ response }: Exchange): Cause {
  return {
    code: 'headers-lost-on-error',
    found: `${response.status}, ${quoted(response, 'access-control-allow-origin')}`,
    message: `the answer is ${response.status} and has lost the CORS headers that other answers have, so that the page cannot even see the status`,
    change:
      'set the headers where every answer passes, errors too: around the error handling, not in the handler that failed',
    blockage: { kind: 'origin-missing' },
  };
}
