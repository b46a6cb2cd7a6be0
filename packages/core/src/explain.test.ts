import { describe, expect, it } from 'vitest';
import { APP, config, expectAllowed, failed, get, policy, preflight, stepOf } from '../testing/explained.js';
import { evaluate } from './evaluate.js';
import { applyFix } from './explain/policy-fix.js';
import { explain } from './explain.js';
import { definePolicy } from './policy/define-policy.js';
import type { PolicyConfig } from './policy/policy-config.js';

describe('explain', () => {
  it('gives the steps in the order of a browser, each with what was compared, where, and the standard', () => {
    const { steps, outcome, fixes } = explain(policy, preflight(APP, 'PUT', 'x-known'), { credentials: false });
    expect(steps.map(({ id }) => id)).toEqual(['path', 'origin', 'preflight-status', 'method', 'header']);
    expect([outcome, fixes]).toEqual(['allowed', []]);
    expect(steps[1]).toEqual({
      id: 'origin',
      passed: true,
      expected: `"${APP}"`,
      actual: `"${APP}"`,
      field: 'Origin',
      path: [0, 'origins'],
      message: `rule 0 allows "${APP}"`,
      nearMisses: [],
      fix: undefined,
      link: 'https://fetch.spec.whatwg.org/#cors-check',
    });
    for (const { link } of steps) expect(link).toMatch(/^https:\/\/[\w./-]+#[\w-]+$/);
  });

  it('adds an origin to the rule that is for it', () => {
    expect(failed(explain(policy, get('https://b.example')))).toEqual([
      ['origin', 'add', [0, 'origins'], 'https://b.example'],
    ]);
  });

  it('shows every check that fails, and the changes that together let them pass', () => {
    const request = preflight(APP, 'DELETE', 'x-a,x-known,x-b');
    const explanation = explain(policy, request);
    expect(failed(explanation)).toEqual([
      ['method', 'add', [0, 'methods'], 'DELETE'],
      ['header', 'add', [0, 'allowedHeaders'], 'x-a'],
      ['header', 'add', [0, 'allowedHeaders'], 'x-b'],
    ]);
    expect(expectAllowed(config, request)).toEqual({
      ...config,
      methods: ['PUT', 'DELETE'],
      allowedHeaders: ['x-known', 'x-a', 'x-b'],
    });
  });

  it('adds to the group’s rule that has what is asked for, rather than to the first', () => {
    const rules: readonly PolicyConfig[] = [config, { ...config, origins: ['https://b.example'], methods: ['DELETE'] }];
    expect(failed(explain(definePolicy(rules), preflight('https://c.example', 'DELETE')))).toEqual([
      ['origin', 'add', [1, 'origins'], 'https://c.example'],
    ]);
  });

  it('adds to a default list, and to a field that is a keyword or a single value', () => {
    expect(expectAllowed({ origins: 'none' }, get(APP))).toMatchObject({ origins: [APP] });
    expect(expectAllowed({ origins: 'https://b.example' }, get(APP))).toMatchObject({
      origins: ['https://b.example', APP],
    });
    expect(expectAllowed({ origins: /https:\/\/b\.example/ }, get(APP))).toMatchObject({
      origins: [/https:\/\/b\.example/, APP],
    });
    const { methods } = [expectAllowed({ origins: '*' }, preflight(APP, 'PURGE'))].flat()[0] ?? {};
    expect(methods).toEqual(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'PURGE']);
    expect(expectAllowed({ origins: '*', allowedHeaders: '*' }, preflight(APP, 'PUT', 'authorization'))).toMatchObject({
      allowedHeaders: ['*', 'authorization'],
    });
  });

  it('makes a rule of its own for a path that no rule is for, and opens the path to nobody else', () => {
    const rules: readonly PolicyConfig[] = [{ ...config, paths: '/api/*' }];
    const request = { ...preflight('https://b.example', 'DELETE', 'x-a'), path: '/Files/a*b?c' };
    expect(failed(explain(definePolicy(rules), request))).toEqual([
      [
        'path',
        'insert',
        [1],
        {
          paths: [{ regex: '^\\/Files\\/a\\*b$' }],
          origins: ['https://b.example'],
          methods: ['DELETE'],
          allowedHeaders: ['x-a'],
        },
      ],
    ]);
    const fixed = definePolicy(expectAllowed(rules, request));
    expect(evaluate(fixed, { ...request, path: '/Files/ab' }).reason).toBe('path-out-of-scope');
    expect(evaluate(fixed, get(APP, '/Files/a*b')).verdict).toBe('denied');
  });

  it('takes a star in a path for no more than a star', () => {
    const rules: readonly PolicyConfig[] = [{ ...config, paths: '/api/*' }];
    const fixed = definePolicy(expectAllowed(rules, get('https://b.example', '/files/*')));
    expect(evaluate(fixed, get('https://b.example', '/files/x')).reason).toBe('path-out-of-scope');
  });

  it('keeps asking who may write where a new rule is for a path of its own', () => {
    const rules: readonly PolicyConfig[] = [{ ...config, paths: '/api/*', csrf: { trustedOrigins: [APP] } }];
    const post = { method: 'POST', path: '/x', headers: { origin: 'https://b.example' } };
    const fixed = definePolicy(expectAllowed(rules, post));
    expect(evaluate(fixed, { ...post, headers: { origin: 'https://c.example' } }).reason).toBe('csrf-denied');
  });

  it('takes a step for each rule that does not trust an origin to write', () => {
    const rules: readonly PolicyConfig[] = [
      { ...config, csrf: { trustedOrigins: 'none' } },
      { ...config, origins: ['https://b.example'], csrf: { trustedOrigins: 'https://b.example' } },
      { ...config, origins: ['https://c.example'], csrf: { trustedOrigins: [APP] } },
    ];
    const request = { method: 'POST', headers: { origin: APP, 'sec-fetch-site': 'same-site' } };
    expect(failed(explain(definePolicy(rules), request))).toEqual([
      ['csrf', 'add', [0, 'csrf', 'trustedOrigins'], APP],
      ['csrf', 'add', [1, 'csrf', 'trustedOrigins'], APP],
    ]);
    expectAllowed(rules, request);
  });

  it('takes out a rule that would be the same as another one', () => {
    const rules: readonly PolicyConfig[] = [config, { ...config, methods: ['PUT', 'DELETE'] }];
    const request = preflight(APP, 'DELETE');
    expect(explain(definePolicy(rules), request).fixes.map(({ op, path }) => [op, path])).toEqual([
      ['add', [0, 'methods']],
      ['remove', [1]],
    ]);
    expect(expectAllowed(rules, request)).toHaveLength(1);
  });

  it('says that a public network is not let in, and lets it', () => {
    const { headers } = preflight(APP, 'PUT');
    const request = { method: 'OPTIONS', headers: { ...headers, 'access-control-request-private-network': 'true' } };
    expect(failed(explain(policy, request))).toEqual([['private-network', 'set', [0, 'privateNetwork'], true]]);
    expectAllowed(config, request);
  });

  it('changes nothing that it is given, and is frozen', () => {
    const request = Object.freeze(preflight('https://b.example', 'DELETE', 'x-a'));
    const explanation = explain(policy, request);
    expect(explain(policy, request)).toEqual(explanation);
    for (const part of [
      explanation,
      explanation.steps,
      explanation.fixes,
      ...explanation.steps,
      ...explanation.fixes,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    const frozen = Object.freeze({ ...config });
    expect(applyFix(frozen, explanation.fixes)).not.toBe(frozen);
    expect(frozen).toEqual(config);
  });
});

describe('what CORS has no say in', () => {
  it('is a request without Origin, and one of the own origin', () => {
    expect(explain(policy, get(undefined))).toMatchObject({ outcome: 'not-applicable', fixes: [] });
    const own = { method: 'POST', headers: { origin: 'https://me.example', host: 'me.example' } };
    expect(explain(policy, own)).toMatchObject({ outcome: 'not-applicable', decision: { reason: 'same-origin' } });
  });
});

describe('what an outside check granted', () => {
  it('is told apart from what a rule allows', () => {
    const granted = { ...get('https://b.example'), granted: true } as const;
    expect(stepOf(explain(policy, granted), 'origin').message).toMatch(
      /the outside check granted it, so rule 0 answers/,
    );
    const scoped = definePolicy({ ...config, paths: '/api/*' });
    expect(stepOf(explain(scoped, { ...granted, path: '/x' }), 'path')).toMatchObject({ passed: true });
  });
});

describe('the summary', () => {
  it('is one paragraph with the outcome, the reason, the near miss and the change', () => {
    expect(explain(policy, get('http://app.example.com')).summary).toBe(
      'A browser blocks the GET request from "http://app.example.com" (origin-not-allowed). ' +
        'No rule allows "http://app.example.com". ' +
        '"https://app.example.com" would pass: http and https are different origins. ' +
        'To allow exactly this request, add "http://app.example.com" to the origins of rule 0.',
    );
  });

  it('tells of the preflight before a request that has one', () => {
    expect(explain(policy, { method: 'PUT', headers: { origin: APP } }).summary).toMatch(
      /is allowed \(origin-allowed\)\..* Before it a browser sends a preflight for PUT/,
    );
  });
});
