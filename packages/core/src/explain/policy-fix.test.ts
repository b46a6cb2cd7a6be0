import { describe, expect, it } from 'vitest';
import { APP, config, expectAllowed, failed, get, policy, preflight, stepOf } from '../../testing/explained.js';
import type { Reason } from '../decision.js';
import { evaluate } from '../evaluate.js';
import { explain } from '../explain.js';
import { definePolicy } from '../policy/define-policy.js';
import type { PolicyConfig } from '../policy/policy-config.js';
import type { RequestDescriptor } from '../request-descriptor.js';
import { applyFix } from './policy-fix.js';

describe('where no change of the config helps', () => {
  const csrf = { trustedOrigins: 'none' } as const;
  const cases: readonly (readonly [Reason, PolicyConfig, RequestDescriptor, RegExp])[] = [
    ['origin-malformed', config, get(`${APP}/`), /no policy can allow it/],
    ['origin-not-allowed', config, get('https://xn--a'), /none can list it/],
    ['allow-failed', config, { ...get('https://b.example'), granted: 'failed' }, /the outside check failed/],
    ['path-ambiguous', { ...config, paths: '/api/*' }, get(APP, '/api%2fx'), /different things to different routers/],
    ['path-ambiguous', { ...config, paths: '/api/*' }, get(APP), /the request has no path/],
    ['path-out-of-scope', { ...config, paths: '/api/*' }, get(undefined, '/x'), /leaves it to the application/],
    ['csrf-denied', { ...config, csrf }, { method: 'POST', headers: { origin: 'null' } }, /can never be trusted/],
    [
      'csrf-denied',
      { ...config, csrf },
      { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } },
      /there is nobody to trust/,
    ],
    ['method-not-allowed', config, preflight(APP, 'TRACE'), /no browser lets a script send it/],
    ['method-not-allowed', config, preflight(APP, '*'), /it stands for every method/],
    ['method-not-allowed', config, preflight(APP, 'A'.repeat(65)), /longer than 64 characters/],
    ['header-not-allowed', config, preflight(APP, 'PUT', '*'), /it stands for every header/],
    ['header-not-allowed', config, preflight(APP, 'PUT', 'origin'), /belongs to the CORS protocol/],
    [
      'header-not-allowed',
      config,
      preflight(APP, 'PUT', Array.from({ length: 65 }, (_, number) => `x-${number}`).join()),
      /allows 0 of the 65 headers/,
    ],
    ['header-not-allowed', config, preflight(APP, 'PUT', 'x a'), /malformed or too long/],
    ['header-not-allowed', config, preflight(APP, 'PUT', 'x'.repeat(4097)), /malformed or too long/],
  ];

  it.each(cases)('%s: it says so and suggests none', (reason, rule, request, message) => {
    const explanation = explain(definePolicy(rule), request);
    expect(explanation.decision.reason).toBe(reason);
    expect(explanation.fixes).toEqual([]);
    expect(explanation.steps.map(({ fix }) => fix)).toEqual(explanation.steps.map(() => undefined));
    expect(explanation.steps.find(({ passed }) => !passed)?.message).toMatch(message);
  });

  it('suggests none for the rest either', () => {
    const explanation = explain(policy, preflight(APP, 'DELETE', 'x a'));
    expect(failed(explanation)).toEqual(['method', 'header']);
  });
});

describe('a request with credentials', () => {
  const credentials = true;

  it.each(['*', 'access-control-x', 'origin'])('has no fix where only "*" lets the header %s pass', (name) => {
    for (const origins of ['*', [APP], [APP, 'https://b.example']] as const) {
      const any = definePolicy({ origins, allowedHeaders: '*' });
      const request = preflight(APP, 'PUT', `x-a,${name}`);
      expect(explain(any, request).outcome).toBe('allowed');
      expect(explain(any, request, { credentials })).toMatchObject({ outcome: 'blocked', fixes: [] });
    }
  });

  it('passes where the rule allows them', () => {
    const { steps, outcome } = explain(definePolicy({ ...config, credentials }), get(APP), { credentials });
    expect(steps.map(({ id, passed }) => [id, passed])).toContainEqual(['credentials', true]);
    expect(outcome).toBe('allowed');
  });

  it('is blocked where it does not, though the verdict knows nothing of it', () => {
    const { decision, outcome, summary } = explain(policy, get(APP), { credentials });
    expect([decision.verdict, outcome]).toEqual(['allowed', 'blocked']);
    expect(summary).toContain('(credentials)');
    expect(expectAllowed(config, get(APP), credentials)).toEqual({ ...config, credentials });
  });

  it('gets a rule in front of one for every origin, which keeps what it grants to the others', () => {
    const open: PolicyConfig = { origins: '*', exposedHeaders: '*', allowedHeaders: '*', methods: ['PUT'] };
    const request = preflight(APP, 'PUT', 'x-a');
    expect(stepOf(explain(definePolicy(open), request, { credentials }), 'credentials').message).toMatch(
      /refuses .*: \*/,
    );
    const fixed = expectAllowed(open, request, credentials);
    expect(fixed).toMatchObject([
      { origins: [APP], credentials: true, allowedHeaders: ['x-a'], exposedHeaders: [], methods: ['PUT'] },
      open,
    ]);
    expect(evaluate(definePolicy(fixed), get('https://b.example'))).toMatchObject({
      headers: [
        ['access-control-allow-origin', '*'],
        ['access-control-expose-headers', '*'],
      ],
    });
  });

  it('gets a rule of its own beside rules without them', () => {
    expect(expectAllowed(config, get('https://b.example'), credentials)).toEqual([
      config,
      { origins: ['https://b.example'], methods: [], allowedHeaders: [], credentials: true },
    ]);
  });
});

describe('a fix that lifts a check', () => {
  const credentialed: PolicyConfig = { ...config, credentials: true };

  it.each([
    ['http://b.example', 'insecureOrigins'],
    ['null', 'nullOriginWithCredentials'],
    ['file://', 'nullOriginWithCredentials'],
  ] as const)('is not suggested for %s where the request has no credentials', (origin, flag) => {
    const { fixes } = explain(definePolicy(credentialed), get(origin));
    expect(fixes).toMatchObject([{ op: 'insert', dangerously: [], value: { origins: [origin] } }]);
    const withThem = explain(definePolicy(credentialed), get(origin), { credentials: true });
    expect(withThem.fixes).toMatchObject([{ op: 'add', path: [0, 'origins'], dangerously: [flag] }]);
    expect(withThem.summary).toContain(`dangerously: { ${flag}: true }, which lifts a check`);
    expect(expectAllowed(credentialed, get(origin), true)).toMatchObject({ dangerously: { [flag]: true } });
  });

  it('does not name a flag that is set already', () => {
    const lifted: PolicyConfig = { ...credentialed, dangerously: { insecureOrigins: true } };
    expect(explain(definePolicy(lifted), get('http://b.example'))).toMatchObject({
      fixes: [{ op: 'add', dangerously: [] }],
    });
  });

  it('is not needed for this machine', () => {
    expect(explain(definePolicy(credentialed), get('http://localhost:5173'), { credentials: true })).toMatchObject({
      fixes: [{ op: 'add', dangerously: [] }],
    });
  });
});

describe('applyFix', () => {
  it('refuses a config that is not the one that was explained', () => {
    const { fixes } = explain(definePolicy([config, { ...config, paths: '/a' }]), {
      ...get('https://b.example'),
      path: '/a',
    });
    expect(() => applyFix([], fixes)).toThrow(/has no rule/);
  });

  it('takes the JSON of a policy, and JSON of a fix', () => {
    const { fixes } = explain(policy, get('https://b.example'));
    // What JSON makes of it is the same.
    const copied = JSON.parse(JSON.stringify(fixes)) as typeof fixes;
    const fixed = definePolicy(applyFix(policy.toJSON(), copied));
    expect(evaluate(fixed, get('https://b.example')).verdict).toBe('allowed');
  });
});
