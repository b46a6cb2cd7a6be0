import fastify from 'fastify';
import { expect, it } from 'vitest';
import { describeRequest } from './describe-request.js';

const describing = async (url: string, headers: Record<string, string>): Promise<unknown> => {
  const app = fastify({ rewriteUrl: ({ url: target = '' }) => target.replace('/old', '/new') });
  app.addHook('onRequest', async (request) => {
    request.headers = { origin: 'https://changed.example' };
  });
  app.put('/*', (request) => {
    const { method, path, headers: fields } = describeRequest(request);
    return Promise.resolve({ method, path, origin: fields.origin, host: fields.host });
  });
  const response = await app.inject({ method: 'PUT', url, headers });
  return response.json();
};

it('describes what arrived, whatever Fastify and its hooks have made of it', async () => {
  const headers = { origin: 'https://app.example', host: 'api.example' };
  expect(await describing('/old/x?y=/z', headers)).toEqual({ method: 'PUT', path: '/old/x?y=/z', ...headers });
});
