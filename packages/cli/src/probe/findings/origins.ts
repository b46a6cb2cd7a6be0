import type { Evidence, HostileKind, HostileOrigin } from '../evidence/evidence.js';
import { STRANGER } from '../evidence/hostile-origins.js';
import type { ProbeFinding, Severity } from '../evidence/probe-finding.js';
import { allowOrigin, allowsCredentials, quoted } from '../evidence/response-fields.js';

type Accepted = Evidence['hostile'][number];

/** Which strangers are let in. */
export function originFindings({ otherOrigin, hostile }: Evidence): readonly ProbeFinding[] {
  const isReflected = otherOrigin !== undefined && allowOrigin(otherOrigin.response) === STRANGER;
  const accepted = hostile.filter(({ origin, exchange }) => allowOrigin(exchange.response) === origin);
  const opaque = accepted.find(({ kind }) => kind === 'null');
  return [
    ...(isReflected ? [reflected(allowsCredentials(otherOrigin.response))] : looseFindings(accepted)),
    ...(opaque === undefined ? [] : [nullOrigin(opaque)]),
  ];
}

function reflected(withCredentials: boolean): ProbeFinding {
  const found = `origin: ${STRANGER} is answered with access-control-allow-origin: ${STRANGER}`;
  if (!withCredentials)
    return {
      code: 'reflected-origin',
      severity: 'note',
      seenOn: 'other-origin',
      found,
      message: 'every origin is sent back, which says what * says',
      change: 'send *, which caches better; or allow the origins of a list, if not everybody was meant',
    };
  return {
    code: 'reflected-origin-with-credentials',
    severity: 'error',
    seenOn: 'other-origin',
    found: `${found}\naccess-control-allow-credentials: true`,
    message: 'every site on the web can read this with the cookies of whoever visits it',
    change: 'allow the origins of a list, and send no CORS header to others',
  };
}

function nullOrigin({ exchange: { response } }: Accepted): ProbeFinding {
  const withCredentials = allowsCredentials(response);
  return {
    code: withCredentials ? 'null-origin-with-credentials' : 'null-origin',
    severity: withCredentials ? 'error' : 'warning',
    seenOn: 'hostile',
    found: `origin: null is answered with ${quoted(response, 'access-control-allow-origin')}${withCredentials ? '\naccess-control-allow-credentials: true' : ''}`,
    message: `every site can have a frame with the origin null${withCredentials ? ', and read this in it with the cookies of whoever visits it' : ''}`,
    change: 'take null off the list',
  };
}

/** What a name that an attacker could register got past. */
const mistakes: Readonly<Partial<Record<HostileKind, string>>> = {
  suffix: 'the start of the origin is compared, and not its end',
  underscore: 'the start of the origin is compared, and not its end',
  'glued-prefix': 'the end of the origin is compared, and not its start, or without the dot',
  'glued-domain': 'the end of the origin is compared without the dot in front of the domain',
  'any-character': 'a dot of a regex is not escaped, and stands for any character',
};

function looseFindings(accepted: readonly Accepted[]): readonly ProbeFinding[] {
  const loose = accepted.filter(({ kind }) => mistakes[kind] !== undefined);
  const [first] = loose;
  const places = accepted.flatMap(placeFinding);
  if (first === undefined) return places;
  const withCredentials = loose.some(({ exchange }) => allowsCredentials(exchange.response));
  const whys = [...new Set(loose.map(({ kind }) => mistakes[kind]))].join('; ');
  return [
    {
      code: 'loose-origin-match',
      severity: withCredentials ? 'error' : 'warning',
      seenOn: 'hostile',
      found: loose.map(({ origin }) => `origin: ${origin} is allowed`).join('\n'),
      message: `a name that somebody else can register is let in${withCredentials ? ', with cookies' : ''}: ${whys}`,
      change: 'compare whole origins; where a pattern is needed, anchor it at both ends and escape its dots',
    },
    ...places,
  ];
}

/** Origins at the same host or domain: not everybody’s, but not this one. */
function placeFinding({ kind, origin, exchange }: HostileOrigin & Accepted): readonly ProbeFinding[] {
  const withCredentials = allowsCredentials(exchange.response);
  const seen = { seenOn: 'hostile', found: `origin: ${origin} is allowed` } as const;
  const severity: Severity = withCredentials ? 'warning' : 'note';
  switch (kind) {
    case 'http':
      return [
        {
          ...seen,
          code: 'insecure-origin-allowed',
          severity,
          message: 'the same host over http is let in too: whoever is on the network between can write that page',
          change: 'allow https only',
        },
      ];
    case 'subdomain':
      return [
        {
          ...seen,
          code: 'subdomains-allowed',
          severity: 'note',
          message: 'every name of the domain is let in: one forgotten host among them is enough to read',
          change: 'list the names that are needed',
        },
      ];
    case 'port':
      return [
        {
          ...seen,
          code: 'ports-allowed',
          severity: 'note',
          message: 'every port of the host is let in',
          change: 'name the port, unless the host is the developer’s own',
        },
      ];
    default:
      return [];
  }
}
