import { expect, it } from 'vitest';
import { decisionLabels } from './decision-labels.js';
import { evaluate } from './evaluate.js';
import { definePolicy } from './policy/define-policy.js';

const policy = definePolicy([
  { origins: ['https://app.example'], methods: ['PUT'], paths: '/api/*' },
  { origins: '*', paths: '/assets/*' },
]);

it('gives kind, verdict, reason and the rule, all of them strings', () => {
  const headers = { origin: 'https://app.example', 'access-control-request-method': 'DELETE' };
  expect(decisionLabels(evaluate(policy, { method: 'OPTIONS', path: '/api', headers }))).toEqual({
    kind: 'preflight',
    verdict: 'denied',
    reason: 'method-not-allowed',
    rule: '0',
  });
  const { rule } = decisionLabels(evaluate(policy, { method: 'GET', path: '/assets/x', headers: { origin: 'null' } }));
  expect(rule).toBe('1');
});

it('says "none" where no rule answered', () => {
  expect(decisionLabels(evaluate(policy, { method: 'GET', path: '/', headers: {} })).rule).toBe('none');
});

it('has nothing of the request in it, so that whoever sends requests makes no new series', () => {
  const series = new Set<string>();
  for (let number = 0; number < 500; number++) {
    const headers = { origin: `https://${number}.example`, 'access-control-request-method': `M${number}` };
    for (const method of ['GET', 'OPTIONS', `M${number}`]) {
      const decision = evaluate(policy, { method, path: number % 2 === 0 ? '/api' : `/${number}`, headers });
      series.add(JSON.stringify(decisionLabels(decision)));
    }
  }
  expect(series.size).toBeLessThan(5);
});
