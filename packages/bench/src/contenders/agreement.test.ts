import { describe, expect, it } from 'vitest';
import {
  allowedOf,
  changingPreflight,
  deniedOf,
  noOrigin,
  preflight,
  wildcardHitOf,
  wildcardMissOf,
} from '../scenarios/evaluate-scenarios.js';
import { allowed, denied, exchangeScenarios, preflightAllowed } from '../scenarios/exchange-scenarios.js';
import { goSources } from '../scenarios/go-scenarios.js';
import { everyHostileOrigins, requestHeaders, requestHeadersWithAny } from '../scenarios/hostile-scenarios.js';
import { faultOf } from './answer.js';
import { decisionSubject } from './decision-contender.js';
import { engine } from './engine.js';
import { exchangeSubject } from './exchange-contender.js';
import { fastifyLineUps } from './fastify.js';
import { fetchLineUp } from './fetch.js';
import { emptyLoop, mapGet } from './floor.js';
import { koaLineUp } from './koa.js';
import type { LineUp } from './line-up.js';
import { nodeHttpLineUp } from './node-http.js';

/** They become subjects only once they have given the answers that the scenario asks for. */
async function agree<Exchange>({ harness, contenders }: LineUp<Exchange>): Promise<number> {
  let agreed = 0;
  for (const scenario of exchangeScenarios) {
    for (const contender of contenders) if (await exchangeSubject(harness, scenario, contender)) agreed += 1;
  }
  return agreed;
}

describe('what is measured side by side does the same work', () => {
  it('node-http and cors, and the floor in its one scenario', async () => {
    expect(await agree(nodeHttpLineUp)).toBe(6 * 3 + 1);
  });

  it('koa and @koa/cors', async () => {
    expect(await agree(koaLineUp)).toBe(6 * 3);
  });

  it('fastify and @fastify/cors, by the router and by inject', async () => {
    const { hooks, inject } = await fastifyLineUps();
    expect(await agree(hooks)).toBe(6 * 3);
    expect(await agree(inject)).toBe(6 * 3);
  });

  it('fetch, hono, h3 and elysia', async () => {
    expect(await agree(fetchLineUp)).toBe(6 * 8);
  });

  it('evaluate and the floor that it is compared with', () => {
    const sizes = [1, 10, 1000].flatMap((size) => [allowedOf(size), deniedOf(size)]);
    for (const scenario of [...sizes, wildcardHitOf(100), wildcardMissOf(100), preflight, changingPreflight]) {
      decisionSubject(scenario, engine);
      decisionSubject(scenario, mapGet);
    }
    decisionSubject(noOrigin, engine);
    decisionSubject(noOrigin, emptyLoop);
  });

  it('evaluate in hostile scenarios, and in those published for Go', () => {
    const hostile = [...requestHeaders.flat(), ...requestHeadersWithAny];
    const origins = everyHostileOrigins.flatMap(({ normal, hostile }) => [normal, ...hostile]);
    const published = goSources.flatMap(({ scenarios }) => scenarios);
    for (const scenario of [...hostile, ...origins, ...published]) decisionSubject(scenario, engine);
  });
});

describe('an answer that is not that of the policy is noticed', () => {
  const preflightFields: [string, string][] = [
    ['access-control-allow-origin', 'https://app.example.com'],
    ['access-control-allow-credentials', 'true'],
    ['access-control-allow-methods', 'DELETE, GET, PATCH, POST, PUT'],
    ['access-control-allow-headers', 'X-Trace,authorization,content-type,x-requested-with'],
    ['access-control-max-age', '600'],
  ];

  it('takes lists in any order, and header names in any case', () => {
    expect(faultOf(preflightAllowed, { status: 204, fields: preflightFields })).toBeUndefined();
  });

  it('names the header of a preflight that says something else', () => {
    const without = (name: string, value: string): [string, string][] => [
      ...preflightFields.filter(([key]) => key !== name),
      [name, value],
    ];
    const more = without('access-control-allow-methods', 'DELETE, GET, PATCH, POST, PUT, QUERY');
    expect(faultOf(preflightAllowed, { status: 204, fields: more })).toBe('access-control-allow-methods');
    const longer = without('access-control-max-age', '86400');
    expect(faultOf(preflightAllowed, { status: 204, fields: longer })).toBe('access-control-max-age');
  });

  it('refuses to measure one who does not grant what is allowed, or grants what is denied', () => {
    const granting: [string, string][] = [
      ['access-control-allow-origin', 'https://stranger.example.org'],
      ['access-control-allow-credentials', 'true'],
    ];
    expect(faultOf(allowed, { status: 200, fields: [] })).toBe('refuses');
    expect(faultOf(denied, { status: 200, fields: granting })).toBe('grants');
    expect(faultOf(preflightAllowed, { status: 403, fields: preflightFields })).toBe('refuses');
    expect(() => decisionSubject(deniedOf(10), { name: 'yes', prepare: () => () => ({ verdict: 'allowed' }) })).toThrow(
      'denied, of 10: yes: says allowed',
    );
  });
});
