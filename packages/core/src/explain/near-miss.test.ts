import { describe, expect, it } from 'vitest';
import { APP, config, get, policy, preflight, stepOf } from '../../testing/explained.js';
import { explain } from '../explain.js';
import { definePolicy } from '../policy/define-policy.js';
import type { PolicyConfig } from '../policy/policy-config.js';
import type { NearMissKind } from './explanation.js';

function nearMissesOf(rule: PolicyConfig, origin: string): readonly (readonly [NearMissKind, string | undefined])[] {
  const { nearMisses } = stepOf(explain(definePolicy(rule), get(origin)), 'origin');
  return nearMisses.map(({ kind, passes }) => [kind, passes]);
}

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
