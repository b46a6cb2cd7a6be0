import { describe, expect, it } from 'vitest';
import type { PolicyChange, PolicyDiff } from './diff/policy-diff.js';
import { diffPolicies } from './diff-policies.js';
import { evaluate } from './evaluate.js';
import { definePolicy } from './policy/define-policy.js';
import type { PolicyConfig } from './policy/policy-config.js';

type Config = PolicyConfig | readonly PolicyConfig[];

const diff = (before: Config, after: Config): PolicyDiff => diffPolicies(definePolicy(before), definePolicy(after));

/** What a list of changes says, without what shows it. */
const told = (changes: readonly PolicyChange[]): readonly unknown[] =>
  changes.map(({ aspect, names, path }) => [aspect, names, path]);

const equal: PolicyDiff = { isWider: 'no', wider: [], narrower: [], notComparable: [] };

const rule = { origins: ['https://a.example'], methods: ['PUT'], allowedHeaders: ['x-a'] } as const;

describe('diffPolicies', () => {
  it('tells each change with its place, its words and a request that shows it', () => {
    const before = definePolicy(rule);
    const after = definePolicy({ ...rule, methods: ['PUT', 'DELETE', 'PATCH'] });
    const { wider, narrower, isWider } = diffPolicies(before, after);
    expect(isWider).toBe('yes');
    expect(narrower).toEqual([]);
    expect(wider).toEqual([
      {
        aspect: 'methods',
        names: ['DELETE', 'PATCH'],
        before: 0,
        after: 0,
        direction: 'widen',
        config: 'after',
        path: [0, 'methods'],
        message: 'rule 0 also allows the methods "DELETE", "PATCH"',
        example: {
          method: 'OPTIONS',
          path: '/',
          headers: { origin: 'https://a.example', 'access-control-request-method': 'DELETE' },
        },
      },
    ]);
    const [{ example } = {}] = wider;
    if (example === undefined) throw new Error('a change that is shown has an example');
    expect([evaluate(before, example).verdict, evaluate(after, example).verdict]).toEqual(['denied', 'allowed']);
  });

  it.each<[string, Config, unknown]>([
    [
      'an origin',
      { ...rule, origins: ['https://a.example', 'https://b.example'] },
      ['origins', ['https://b.example'], [0, 'origins']],
    ],
    ['a request header', { ...rule, allowedHeaders: ['x-a', 'x-b'] }, ['headers', ['x-b'], [0, 'allowedHeaders']]],
    ['every request header', { ...rule, allowedHeaders: '*' }, ['headers', ['*'], [0, 'allowedHeaders']]],
    ['an exposed header', { ...rule, exposedHeaders: ['x-b'] }, ['exposed-headers', ['x-b'], [0, 'exposedHeaders']]],
    ['credentials', { ...rule, credentials: true }, ['credentials', [], [0, 'credentials']]],
    ['timing', { ...rule, timing: true }, ['timing', [], [0, 'timing']]],
    ['private networks', { ...rule, privateNetwork: true }, ['private-network', [], [0, 'privateNetwork']]],
    ['every origin', { ...rule, origins: '*' }, ['origins', ['*'], [0, 'origins']]],
  ])('finds that %s makes a policy wider, and the way back narrower', (_, after, change) => {
    const there = diff(rule, after);
    expect(told(there.wider)).toEqual([change]);
    expect([there.narrower, there.notComparable]).toEqual([[], []]);
    const back = diff(after, rule);
    expect(told(back.narrower)).toEqual([change]);
    expect([back.isWider, back.wider, back.notComparable]).toEqual(['no', [], []]);
    expect(back.narrower.every(({ config, message }) => config === 'before' && message.includes('no longer'))).toBe(
      true,
    );
  });

  it.each<[string, Config]>([
    ['how long answers are kept', { ...rule, maxAge: 5 }],
    ['the status of a preflight', { ...rule, preflightStatus: 200 }],
    ['the order of a list', { ...rule, methods: ['PUT'], allowedHeaders: ['x-a', 'x-a'] }],
    ['methods that always pass', { ...rule, methods: ['GET', 'HEAD', 'POST', 'PUT'] }],
  ])('does not count %s', (_, after) => {
    expect(diff(rule, after)).toEqual(equal);
  });
});

describe('patterns are compared as sets', () => {
  const origins = (...list: readonly (string | RegExp)[]): PolicyConfig => ({ origins: list });

  it.each([
    ['an exact origin in a wildcard', origins('https://*.b.example'), origins('https://x.y.b.example')],
    ['a wildcard in a wildcard', origins('https://*.b.example'), origins('https://*.a.b.example')],
    ['a label in a wildcard', origins('https://*.b.example'), origins('https://pr-*.b.example')],
    ['a label in a label', origins('https://pr-*.b.example'), origins('https://pr-1-*.b.example')],
    ['a port in any port', origins('http://localhost:*'), origins('http://localhost:3000', 'http://localhost')],
    ['an origin in a regex', origins(/https:\/\/[a-z]+\.b\.example/), origins('https://x.b.example')],
    ['a regex in every origin', { origins: '*' } as const, origins(/https:\/\/[a-z]+\.b\.example/)],
    [
      'several in one',
      origins('https://*.b.example', 'https://c.example'),
      origins('https://c.example', 'https://x.b.example'),
    ],
  ])('%s is narrower', (_, before, after) => {
    const { isWider, wider, notComparable } = diff(before, after);
    expect([isWider, wider]).toEqual(['no', []]);
    expect(notComparable.filter(({ direction }) => direction === 'widen')).toEqual([]);
  });

  it.each([
    ['a subdomain for the domain itself', origins('https://b.example'), origins('https://*.b.example')],
    ['the domain itself for its subdomains', origins('https://*.b.example'), origins('https://b.example')],
    ['any port for one', origins('http://localhost:3000'), origins('http://localhost:*')],
    ['another scheme', origins('https://*.b.example'), origins('http://x.b.example')],
    ['a longer list', origins('https://a.example'), origins('https://a.example', 'null')],
  ])('%s is wider', (_, before, after) => {
    expect(diff(before, after)).toMatchObject({ isWider: 'yes', notComparable: [] });
  });

  it('says of different regexes that they cannot be compared, also where an example shows that one is wider', () => {
    const { isWider, notComparable } = diff(origins(/https:\/\/a\.example/), origins(/https:\/\/[a-z]+\.example/));
    expect(isWider).toBe('yes');
    expect(notComparable.map(({ direction, names }) => [direction, names])).toEqual([
      ['widen', ['/https:\\/\\/[a-z]+\\.example/']],
      ['narrow', ['/https:\\/\\/a\\.example/']],
    ]);
  });

  it('does not know where only a regex could tell', () => {
    // The same origins, in other words.
    const { isWider, wider, notComparable } = diff(
      origins(/https:\/\/aa\.example/),
      origins(/https:\/\/a{2}\.example/),
    );
    expect([isWider, wider]).toEqual(['unknown', []]);
    expect(notComparable[0]).toMatchObject({ direction: 'widen', example: undefined });
    expect(notComparable[0]?.message).toMatch(/^rule 0 may also allow the origin /);
  });

  it('knows equal regexes, whatever their flags keep of their state', () => {
    expect(diff(origins(/https:\/\/a\.example/g), origins(/https:\/\/a\.example/))).toEqual(equal);
  });
});

describe('rules of the same paths', () => {
  const first: PolicyConfig = { origins: ['https://a.b.example'], methods: ['PUT'] };
  const second: PolicyConfig = { origins: ['https://*.b.example'], methods: ['PUT', 'DELETE'] };
  const other: PolicyConfig = { origins: ['https://b.test'], methods: ['DELETE'] };
  const words = (changes: readonly PolicyChange[]): readonly string[] => changes.map(({ message }) => message);

  it('may stand in another order where no origin is in both and no outside check grants any', () => {
    const [before, after] = [definePolicy([first, other]), definePolicy([other, first])];
    expect(diffPolicies(before, after, { allow: false })).toEqual(equal);
    expect(words(diffPolicies(before, after).wider)).toEqual([
      'rule 0 also allows the method "DELETE" for origins that an outside check grants',
    ]);
  });

  it('make a policy wider where an origin comes under one that grants more', () => {
    const [before, after] = [definePolicy([first, second]), definePolicy([second, { ...first, maxAge: 1 }])];
    expect(words(diffPolicies(before, after, { allow: false }).wider)).toEqual([
      'rule 0 also allows the method "DELETE"',
    ]);
  });

  it('are compared origin by origin', () => {
    const before = [first, { origins: ['https://b.test'], methods: ['DELETE'] }];
    const after = [{ origins: ['https://a.b.example', 'https://b.test'], methods: ['DELETE'] }];
    const { wider, narrower } = diffPolicies(definePolicy(before), definePolicy(after), { allow: false });
    expect(words(wider)).toEqual(['rule 0 also allows the method "DELETE"']);
    expect(words(narrower)).toEqual(['rule 0 no longer allows the method "PUT"']);
  });

  it('that only the outside check answers with are compared too', () => {
    const before: PolicyConfig = { origins: 'none', methods: ['PUT'] };
    const after: PolicyConfig = { origins: 'none', methods: ['PUT', 'DELETE'] };
    expect(diff(before, after)).toMatchObject({ isWider: 'yes', wider: [{ example: { granted: true } }] });
    expect(diffPolicies(definePolicy(before), definePolicy(after), { allow: false })).toEqual(equal);
  });
});

describe('paths', () => {
  const at = (paths: PolicyConfig['paths'], ...origins: readonly string[]): PolicyConfig => ({
    ...rule,
    origins,
    paths,
  });
  const a = 'https://a.example';
  const b = 'https://b.example';

  it('are told where a rule answers for more of them', () => {
    const { wider, narrower } = diff(at('/api/*', a), at(['/api/*', '/files/*', '/health'], a));
    expect(wider).toMatchObject([
      { aspect: 'paths', names: ['/files/*', '/health'], path: [0, 'paths'], example: { path: '/files' } },
    ]);
    expect(narrower).toEqual([]);
  });

  it('are compared as sets: what is below a path is narrower than all of it', () => {
    const { isWider, narrower } = diff(at('/api/*', a), at(['/api/v1/*', '/api/health'], a));
    expect(isWider).toBe('no');
    expect(narrower).toMatchObject([{ aspect: 'paths', names: ['/api/*'] }]);
    expect(diff(at(['/api/*', '/health'], a), at(['/Health', '/api/*'], a))).toEqual(equal);
  });

  it('tell the exact path from what is below it', () => {
    expect(diff(at('/api', a), at('/api/*', a))).toMatchObject({
      isWider: 'yes',
      wider: [{ example: { path: '/api/any' } }],
    });
    expect(diff(at('/api/*', a), at('/api', a))).toMatchObject({ isWider: 'no' });
  });

  it('make a policy wider where a stricter rule for some of them is gone', () => {
    const strict = at('/admin/*', a);
    const loose = at('/*', a, b);
    expect(diff([strict, loose], loose).wider).toMatchObject([
      { aspect: 'origins', names: [b], before: undefined, after: 0, example: { path: '/admin' } },
    ]);
    expect(diff(loose, [strict, loose])).toMatchObject({ isWider: 'no', narrower: [{ names: [b] }] });
  });

  it('count where they are ambiguous: a rule for every path answers there', () => {
    expect(diff(at('/*', a), at(undefined, a)).wider).toMatchObject([{ aspect: 'paths', example: { path: '/%2f' } }]);
  });

  it('are not known where only regexes differ and no path is found that shows it', () => {
    // Nobody makes a path for a lookbehind by reading it.
    const old = /^\/v\d+(?<=7\d)\/.*$/;
    const young = /^\/v\d+(?<=7\d)\/.+$/;
    const { isWider, notComparable } = diff([at(old, a), at('/*', a, b)], [at(young, a), at('/*', a, b)]);
    expect(isWider).toBe('unknown');
    expect(notComparable[0]).toMatchObject({ aspect: 'origins', names: [b], example: undefined });
    expect(diff([at(old, a), at('/*', a, b)], [at(old, a), at('/*', a, b)])).toEqual(equal);
  });

  it('are compared with more regexes than can be tried in all ways', () => {
    const rules = Array.from({ length: 10 }, (_, number) => at(new RegExp(`^/v${number}/.*$`), a));
    const { isWider } = diff([...rules, at('/x', a)], [...rules, at('/y', a)]);
    expect(isWider).toBe('yes');
    expect(diff([...rules, at('/x', a)], [...rules, at('/x', a)])).toEqual(equal);
  });
});

describe('writes', () => {
  const guarded = (...trustedOrigins: readonly string[]): PolicyConfig => ({
    ...rule,
    csrf: { trustedOrigins: trustedOrigins.length > 0 ? trustedOrigins : 'none' },
  });

  it.each<[string, Config, Config, readonly string[]]>([
    ['one more origin is trusted', guarded(), guarded('https://b.example'), ['https://b.example']],
    ['nobody asks any more', guarded('https://b.example'), rule, ['*']],
    [
      'one of two rules that asked is gone',
      [guarded('https://b.example'), { ...guarded('https://c.example'), maxAge: 1 }],
      [guarded('https://b.example'), { ...rule, maxAge: 1 }],
      ['https://b.example'],
    ],
  ])('become wider where %s', (_, before, after, names) => {
    const { isWider, wider } = diff(before, after);
    expect(isWider).toBe('yes');
    expect(wider).toMatchObject([{ aspect: 'writes', names, example: { method: 'POST' } }]);
    expect(diff(after, before)).toMatchObject({ isWider: 'no', narrower: [{ aspect: 'writes', names }] });
  });

  it('are not wider where another rule that asks does not trust the new origin', () => {
    const before = [guarded('https://b.example'), { ...guarded('https://b.example'), maxAge: 1 }];
    const after = [guarded('https://b.example'), { ...guarded('https://b.example', 'https://c.example'), maxAge: 1 }];
    expect(diff(before, after)).toEqual(equal);
  });

  it('become wider where denied origins reach the application again', () => {
    const { wider } = diff({ ...rule, disallowed: 'reject' }, rule);
    expect(wider).toMatchObject([{ aspect: 'writes', path: [0, 'disallowed'] }]);
  });
});
