import { definePolicy, evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { exactGrant } from '../arbitraries/origin-grant.js';
import { requestPlan } from '../arbitraries/request.js';
import { familyList, stranger } from '../arbitraries/stranger.js';
import { responseHeader, sharesNothing } from './response-header.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

const requests = fc.array(fc.tuple(requestPlan, stranger), { minLength: 1, maxLength: 4 }).map((plans) =>
  plans.map(([plan, origin]) => {
    const { granted, ...request } = plan({ origins: [origin], paths: ['/'] });
    // The plan may miss the origin by an edit of its own, which could lead back into the family.
    return { ...request, headers: { ...request.headers, origin }, ...(granted === true ? {} : { granted }) };
  }),
);

const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
const character = fc.constantFrom(...printable, '\0', '\t', 'é', '\u0130');
const edit = fc.tuple(fc.nat({ max: 80 }), fc.constantFrom('insert', 'remove', 'replace'), character);

function editOf(origin: string, [place, kind, char]: readonly [number, string, string]): string {
  const at = place % (origin.length + 1);
  return origin.slice(0, at) + (kind === 'remove' ? '' : char) + origin.slice(kind === 'insert' ? at : at + 1);
}

describe('nobody is let in by accident', () => {
  it('default-deny: an origin that no pattern grants never gets an access-control header', () =>
    holds(
      fc.property(familyList, fc.nat({ max: 3 }), requests, (origins, die, requests) => {
        const policy = definePolicy({
          origins,
          credentials: die === 0,
          timing: true,
          privateNetwork: true,
          dangerously: { insecureOrigins: true, publicSuffixWildcards: true, looseRegexes: true },
        });
        for (const request of requests) {
          const decision = evaluate(policy, request);
          expectSame([sharesNothing(decision), decision.verdict === 'allowed'], [true, false], { origins, request });
        }
      }),
    ));

  it('one-character: an allowed exact origin with one character more, less or other is refused', () =>
    holds(
      fc.property(
        fc.array(exactGrant, { minLength: 1, maxLength: 3 }),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (grants, edits) => {
          const members = grants.map(({ member }) => member);
          const policy = definePolicy({ origins: members });
          for (const [index, change] of edits.entries()) {
            const origin = editOf(members[index % members.length] ?? '', change);
            const decision = evaluate(policy, { method: 'GET', headers: { origin } });
            // One edit may lead from one allowed origin to another.
            const expected = members.includes(origin) ? origin : undefined;
            expectSame(responseHeader(decision, 'access-control-allow-origin'), expected, { members, origin });
          }
        },
      ),
    ));
});
