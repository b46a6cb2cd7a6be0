import type { Evidence } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { lines, quoted } from '../evidence/response-fields.js';

/** The most seconds for which each browser keeps a preflight: docs/browsers.md. */
const caps = { Firefox: 86_400, Chromium: 7_200, WebKit: 600 };

/** For how long browsers keep the preflight that was answered. */
export function maxAgeFindings({ exchanges }: Evidence): readonly ProbeFinding[] {
  const preflight = exchanges.find(({ purpose, response }) => purpose === 'preflight' && response.status <= 299);
  if (preflight === undefined) return [];
  const values = lines(preflight.response, 'access-control-max-age');
  const seen = { seenOn: 'preflight', found: quoted(preflight.response, 'access-control-max-age') } as const;
  const [value] = values;
  if (value === undefined || value === '')
    return [
      {
        ...seen,
        code: 'max-age-missing',
        severity: 'note',
        message: 'browsers keep the preflight for 5 seconds, so that almost every request is sent twice',
        change: 'send access-control-max-age: 7200, which is what Chromium keeps at most',
      },
    ];
  if (values.length > 1 || !/^-?\d+$/.test(value))
    return [
      {
        ...seen,
        code: 'max-age-malformed',
        severity: 'warning',
        message: 'it is no plain number, once: Firefox keeps nothing then, and the others 5 seconds',
        change: 'send one plain number of seconds',
      },
    ];
  const seconds = Number(value);
  if (seconds <= 0)
    return [
      {
        ...seen,
        code: 'max-age-zero',
        severity: 'note',
        message: 'no browser keeps the preflight, so that every request is sent twice',
        change: 'send a number above 0, unless the policy is about to change',
      },
    ];
  const cut = Object.entries(caps).filter(([, cap]) => cap < seconds);
  if (cut.length === 0) return [];
  return [
    {
      ...seen,
      code: 'max-age-above-caps',
      severity: 'note',
      message: `not every browser keeps it that long: ${cut.map(([name, cap]) => `${name} ${cap} s`).join(', ')}`,
      change: 'nothing; it does no harm',
    },
  ];
}
