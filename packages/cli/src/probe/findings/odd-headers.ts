import type { Evidence, Exchange } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { allowOrigin, allowsCredentials, lines, members, quoted } from '../evidence/response-fields.js';

const LISTS = ['access-control-allow-methods', 'access-control-allow-headers', 'access-control-expose-headers'];
const SINGLE = ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-max-age'];

/** Headers that contradict themselves, or stand there twice. */
export function oddHeaders({ exchanges, reference, asked }: Evidence): readonly ProbeFinding[] {
  const looked = [...new Set([...exchanges, ...(reference === undefined ? [] : [reference])])];
  return [
    ...firstOf(looked, doubled),
    ...firstOf(looked, contradiction),
    ...(asked.credentials === 'include' ? firstOf(looked, literalWildcard) : []),
  ];
}

/** The same mistake on several answers is one. */
function firstOf(
  exchanges: readonly Exchange[],
  find: (exchange: Exchange) => ProbeFinding | undefined,
): readonly ProbeFinding[] {
  for (const exchange of exchanges) {
    const finding = find(exchange);
    if (finding !== undefined) return [finding];
  }
  return [];
}

function doubled({ purpose, response }: Exchange): ProbeFinding | undefined {
  const twice = [...SINGLE, ...LISTS].filter((name) => lines(response, name).length > 1);
  if (twice.length === 0) return undefined;
  const isHarmless = twice.every((name) => LISTS.includes(name));
  return {
    code: 'doubled-header',
    severity: isHarmless ? 'note' : 'warning',
    seenOn: purpose,
    found: twice.map((name) => quoted(response, name)).join('\n'),
    message: 'two places send CORS headers, each of its own opinion',
    change:
      'let one of them send all: the application, or the proxy in front of it, which then has to replace what the application sends',
  };
}

function contradiction({ purpose, response }: Exchange): ProbeFinding | undefined {
  if (allowOrigin(response) !== '*' || !allowsCredentials(response)) return undefined;
  return {
    code: 'wildcard-with-credentials',
    severity: 'warning',
    seenOn: purpose,
    found: `${quoted(response, 'access-control-allow-origin')}\n${quoted(response, 'access-control-allow-credentials')}`,
    message: 'browsers refuse the two together for a request with credentials, and need neither for one without',
    change: 'name the origins that may read with cookies; or leave access-control-allow-credentials out',
  };
}

function literalWildcard({ purpose, response }: Exchange): ProbeFinding | undefined {
  const literal = allowsCredentials(response) ? LISTS.filter((name) => members(response, name).includes('*')) : [];
  if (literal.length === 0) return undefined;
  return {
    code: 'list-wildcard-with-credentials',
    severity: 'warning',
    seenOn: purpose,
    found: literal.map((name) => quoted(response, name)).join('\n'),
    message: 'for a request with credentials * is a name like any other in these lists, and stands for nothing',
    change: 'list the names',
  };
}
