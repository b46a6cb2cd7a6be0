import { OPAQUE_ORIGIN } from '../origin/origin.js';
import { findScope, NO_SCOPE } from '../path/path-scopes.js';
import { show } from '../policy/policy-issue.js';
import { showList } from '../policy/show-list.js';
import { type Check, links } from './check.js';
import { writes } from './exact-rule.js';
import type { NearMiss } from './explanation.js';
import { type Inquiry, isListable } from './inquiry.js';

/** Whether the policy has rules for the path. */
export function checkPath(inquiry: Inquiry): Check {
  const { asked, compiled, rules, group, isGrantedOutside } = inquiry;
  const actual = typeof asked.path === 'string' ? show(asked.path) : 'no path';
  const step = { id: 'path', actual, field: undefined, link: links.path, nearMisses: [], cure: undefined } as const;
  if (compiled.scopes === undefined) {
    return {
      ...step,
      passed: true,
      expected: 'any path',
      path: undefined,
      message: 'no rule has paths, so the path is not read',
    };
  }
  const expected = showList(
    rules.flatMap(({ paths }) => paths ?? ['/*']),
    'no path',
  );
  if (isGrantedOutside) {
    const message = 'no rule is for this path; the outside check granted the origin, so the first rule answers';
    return { ...step, passed: true, expected, path: undefined, message };
  }
  if (group !== undefined) {
    const [{ index }] = group.rules;
    const others = group.rules.length > 1 ? ` and ${group.rules.length - 1} more` : '';
    const message = `rule ${index}${others} ${others === '' ? 'is' : 'are'} for this path`;
    return { ...step, passed: true, expected, path: [index, 'paths'], message };
  }
  if (asked.pathname === undefined) {
    return { ...step, passed: false, expected, path: undefined, message: messageOfAmbiguous(asked.path) };
  }
  const isNamed = asked.origin !== undefined && isListable(asked.origin);
  // A policy that asks who may write goes on to ask, and `null` is never trusted.
  const isUntrustable = asked.origin === OPAQUE_ORIGIN && writes(asked) && rules.some(({ csrf }) => csrf !== false);
  return {
    ...step,
    passed: false,
    expected,
    path: undefined,
    message: 'no rule is for this path, so the policy leaves it to the application, whose own headers stay as they are',
    nearMisses: nearPaths(inquiry, asked.pathname),
    cure: isNamed && !isUntrustable ? { kind: 'path' } : undefined,
  };
}

function messageOfAmbiguous(path: unknown): string {
  if (typeof path !== 'string')
    return 'the policy has rules with paths, and the request has no path: it is in no scope';
  return 'the path is no pathname, or means different things to different routers (an encoded slash, a backslash, a NUL, a broken escape), so it is in no scope';
}

function nearPaths({ compiled: { scopes }, rules }: Inquiry, pathname: string): readonly NearMiss[] {
  const isIn = (path: string): boolean => scopes !== undefined && findScope(scopes, path) !== NO_SCOPE;
  const twin = pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`;
  if (isIn(twin)) {
    return [{ kind: 'trailing-slash', passes: twin, message: `a rule is for ${show(twin)}, which is another path` }];
  }
  const above = rules
    .flatMap(({ paths }) => paths ?? [])
    .find((path) => typeof path === 'string' && path !== '/' && pathname.toLowerCase().startsWith(`${path}/`));
  if (typeof above === 'string') {
    const message = `a rule is for ${show(above)} and for nothing below it, which ${show(`${above}/*`)} would be`;
    return [{ kind: 'below', passes: above, message }];
  }
  return [];
}
