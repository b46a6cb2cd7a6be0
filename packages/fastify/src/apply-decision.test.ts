import { evaluate } from '@cors-policy/core';
import fastify, { type FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { applyDecision, definePolicy, type HeaderDecision } from './index.js';

const origin = 'https://app.example';
const policy = definePolicy({ origins: origin });

const answer = async (apply: (reply: FastifyReply, decision: HeaderDecision) => void, from = origin) => {
  const app = fastify();
  app.get('/', ({ method, originalUrl, headers }, reply) => {
    reply.hijack();
    reply.raw.setHeader('Access-Control-Allow-Origin', '*').setHeader('Vary', 'Accept');
    apply(reply, evaluate(policy, { method, path: originalUrl, headers }));
    reply.raw.end('raw');
  });
  const { headers, body } = await app.inject({ url: '/', headers: { origin: from } });
  return { body, allowOrigin: headers['access-control-allow-origin'], vary: headers.vary };
};

describe('applyDecision', () => {
  it.each([
    ['a reply', (reply: FastifyReply) => reply],
    ['a raw response', (reply: FastifyReply) => reply.raw],
  ])('applies a decision to %s that bypasses Fastify', async (_what, responseOf) => {
    const apply = (reply: FastifyReply, decision: HeaderDecision): void => applyDecision(responseOf(reply), decision);
    const both = { body: 'raw', vary: 'Accept, Origin' };
    expect(await answer(apply)).toEqual({ ...both, allowOrigin: origin });
    expect(await answer(apply, 'https://evil.example')).toEqual({ ...both, allowOrigin: undefined });
  });

  it("leaves what was set where it is told to, 'keep'", async () => {
    const kept = await answer((reply, decision) => applyDecision(reply, decision, 'keep'));
    expect(kept).toMatchObject({ allowOrigin: '*', vary: 'Accept, Origin' });
  });

  it('does nothing once the header block is on its way', async () => {
    const sent = await answer((reply, decision) => {
      reply.raw.flushHeaders();
      applyDecision(reply, decision);
    });
    expect(sent).toMatchObject({ allowOrigin: '*', vary: 'Accept' });
  });
});
