import type { Evidence, Exchange } from '../evidence/evidence.js';
import type { ProbeFinding } from '../evidence/probe-finding.js';
import { allowOrigin, members, quoted } from '../evidence/response-fields.js';

/** Whether a cache may give the answer for one origin to another. */
export function varyFindings({ reference, otherOrigin, withoutOrigin }: Evidence): readonly ProbeFinding[] {
  const looked = [reference, otherOrigin, withoutOrigin].filter((exchange) => exchange !== undefined);
  const values = new Set(looked.map(({ response }) => allowOrigin(response)));
  // One value for everybody is the same in every cache.
  if (values.size < 2) return [];
  const withOrigin = [reference, otherOrigin].find((exchange) => exchange !== undefined && isShared(exchange));
  if (withOrigin !== undefined)
    return [
      {
        code: 'vary-missing',
        severity: 'warning',
        seenOn: withOrigin.purpose,
        found: [quoted(withOrigin.response, 'access-control-allow-origin'), quoted(withOrigin.response, 'vary')].join(
          '\n',
        ),
        message:
          'the answer depends on the origin and does not say so: a cache, the browser’s own too, gives it to another origin, which is then blocked',
        change: 'send vary: Origin with every answer, whatever the origin and also where there is none',
      },
    ];
  if (withoutOrigin === undefined || !isShared(withoutOrigin)) return [];
  return [
    {
      code: 'vary-missing-without-origin',
      severity: 'warning',
      seenOn: 'without-origin',
      found: [
        quoted(withoutOrigin.response, 'access-control-allow-origin'),
        quoted(withoutOrigin.response, 'vary'),
      ].join('\n'),
      message:
        'a request without Origin (an image, a link) gets an answer without vary: Origin, which a cache then gives to a fetch',
      change: 'send vary: Origin with every answer, also where the request has no Origin',
    },
  ];
}

/** Whether a cache may keep the answer and give it to somebody with another origin. */
function isShared({ response }: Exchange): boolean {
  const vary = members(response, 'vary');
  const isVaried = vary.includes('origin') || vary.includes('*');
  return !isVaried && !members(response, 'cache-control').includes('no-store');
}
