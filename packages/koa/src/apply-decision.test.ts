import { definePolicy, evaluate, type HeaderDecision } from '@cors-policy/core';
import type { Context } from 'koa';
import { describe, expect, it } from 'vitest';
import { type Answer, ask, versions } from '../test/fixture/serve.js';
import { applyDecision } from './apply-decision.js';

const policy = definePolicy({ origins: 'https://app.example' });
const decision = evaluate(policy, { method: 'GET', headers: { origin: 'https://app.example' } });

describe.each(versions)('applyDecision in %s', (_version, create) => {
  const answered = (apply: (ctx: Context, decision: HeaderDecision) => void): Promise<Answer> =>
    ask(create, (app) => app.use((ctx) => apply(ctx, decision)), {});

  it('sets the headers at once, takes off foreign ones and merges Vary', async () => {
    const { values } = await answered((ctx, decision) => {
      ctx.respond = false;
      ctx.set({ 'Access-Control-Allow-Methods': '*', Vary: 'A' });
      applyDecision(ctx.res, decision);
      ctx.res.end('raw');
    });
    expect(values('access-control-allow-origin')).toEqual(['https://app.example']);
    expect(values('access-control-allow-methods')).toEqual([]);
    expect(values('vary')).toEqual(['A, Origin']);
  });

  it('keeps foreign headers where it is told to', async () => {
    const { values } = await answered((ctx, decision) => {
      ctx.set('Access-Control-Allow-Origin', '*');
      applyDecision(ctx.res, decision, 'keep');
      ctx.body = 'own';
    });
    expect(values('access-control-allow-origin')).toEqual(['*']);
  });

  it('does nothing once the header block is on its way', async () => {
    const { response, values } = await answered((ctx, decision) => {
      ctx.respond = false;
      ctx.res.writeHead(200);
      applyDecision(ctx.res, decision);
      ctx.res.end('ok');
    });
    expect(response.body.toString()).toBe('ok');
    expect(values('access-control-allow-origin')).toEqual([]);
  });
});
