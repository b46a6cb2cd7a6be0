import { describe, expect, it } from 'vitest';
import type { Reason } from './decision.js';
import { evaluate } from './evaluate.js';
import type { Explanation, ExplanationStep, ExplanationStepId, NearMissKind } from './explain/explanation.js';
import { applyFix } from './explain/policy-fix.js';
import { explain } from './explain.js';
import { definePolicy } from './policy/define-policy.js';
import type { PolicyConfig } from './policy/policy-config.js';
import type { RequestDescriptor } from './request-descriptor.js';

const APP = 'https://app.example.com';
const config = { origins: [APP], methods: ['PUT'], allowedHeaders: ['x-known'] } as const;
const policy = definePolicy(config);

const get = (origin: string | undefined, path?: string): RequestDescriptor => ({
  method: 'GET',
  path,
  headers: { origin },
});

const preflight = (origin: string, method: string, headers?: string): RequestDescriptor => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
});

function stepOf({ steps }: Explanation, id: ExplanationStepId): ExplanationStep {
  const step = steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`there is no step ${id}`);
  return step;
}

/** The checks that failed, with the change that each takes, as data alone. */
function failed({ steps }: Explanation): readonly unknown[] {
  return steps
    .filter(({ passed }) => !passed)
    .map(({ id, fix }) => (fix === undefined ? id : [id, fix.op, fix.path, 'value' in fix ? fix.value : undefined]));
}

function nearMissesOf(rule: PolicyConfig, origin: string): readonly (readonly [NearMissKind, string | undefined])[] {
  const { nearMisses } = stepOf(explain(definePolicy(rule), get(origin)), 'origin');
  return nearMisses.map(({ kind, passes }) => [kind, passes]);
}

/** Expects the fixes to allow the request, whatever else they do, and gives the config that they make. */
function expectAllowed(rules: PolicyConfig | readonly PolicyConfig[], request: RequestDescriptor, credentials = false) {
  const { fixes } = explain(definePolicy(rules), request, { credentials });
  const fixed = applyFix(rules, fixes);
  expect(explain(definePolicy(fixed), request, { credentials }).outcome).toBe('allowed');
  return fixed;
}

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

describe('near misses', () => {
  const listed: PolicyConfig = { origins: [APP] };

  it.each<[string, PolicyConfig, string, NearMissKind, string | undefined]>([
    ['a trailing slash', listed, `${APP}/`, 'trailing-slash', APP],
    ['a path', listed, `${APP}/a`, 'path', APP],
    ['upper case', listed, 'https://App.Example.com', 'case', APP],
    ['the default port', listed, `${APP}:443`, 'default-port', APP],
    ['a list', listed, `${APP}, ${APP}`, 'list', APP],
    ['a trailing dot', listed, `${APP}.`, 'spelling', APP],
    ['http for https', listed, 'http://app.example.com', 'scheme', APP],
    [
      'https for http',
      { origins: ['http://localhost:3000'] },
      'https://localhost:3000',
      'scheme',
      'http://localhost:3000',
    ],
    ['www. too many', { origins: ['https://example.com'] }, 'https://www.example.com', 'www', 'https://example.com'],
    ['www. too few', { origins: ['https://www.example.com'] }, 'https://example.com', 'www', 'https://www.example.com'],
    ['another port', { origins: ['http://localhost:3000'] }, 'http://localhost:5173', 'port', 'http://localhost:3000'],
    ['a port', listed, `${APP}:8443`, 'port', APP],
    ['a subdomain', listed, 'https://a.app.example.com', 'subdomain', APP],
    ['the apex', { origins: ['https://*.example.test:*'] }, 'https://example.test', 'apex', 'https://*.example.test:*'],
    ['the domain above', listed, 'https://example.com', 'apex', APP],
    [
      'a dot where a label has its star',
      { origins: ['https://pr-*.example.test'] },
      'https://pr-1.a.example.test',
      'label',
      'https://pr-*.example.test',
    ],
    ['null', listed, 'null', 'null', undefined],
  ])('%s is named', (_, rule, origin, kind, passes) => {
    expect(nearMissesOf(rule, origin)).toContainEqual([kind, passes]);
  });

  it('are none where an origin is just another one', () => {
    for (const origin of [
      'https://evil.test',
      'https://app.example.com.evil.test',
      'capacitor://app.example.com',
      'file://',
    ])
      expect(nearMissesOf(listed, origin)).toEqual([]);
  });

  it('are named for origins that may write, too', () => {
    const guarded = definePolicy({ origins: '*', csrf: { trustedOrigins: [APP] } });
    const explanation = explain(guarded, { method: 'POST', headers: { origin: 'http://app.example.com' } });
    expect(stepOf(explanation, 'csrf').nearMisses).toMatchObject([{ kind: 'scheme', passes: APP }]);
  });

  it('are named for methods, headers and paths', () => {
    const explanation = explain(policy, preflight(APP, 'put', 'x-knwon'));
    expect(stepOf(explanation, 'method').nearMisses).toMatchObject([{ kind: 'case', passes: 'PUT' }]);
    expect(stepOf(explanation, 'header').nearMisses).toMatchObject([{ kind: 'spelling', passes: 'x-known' }]);
    const scoped = definePolicy({ ...config, paths: ['/health', '/files/'] });
    expect(stepOf(explain(scoped, get(APP, '/health/')), 'path').nearMisses).toMatchObject([
      { kind: 'trailing-slash', passes: '/health' },
    ]);
    expect(stepOf(explain(scoped, get(APP, '/health/x')), 'path').nearMisses).toMatchObject([
      { kind: 'below', passes: '/health' },
    ]);
  });
});

describe('a request with credentials', () => {
  const credentials = true;

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
