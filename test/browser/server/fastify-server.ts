import { Readable } from 'node:stream';
import { cors } from '@cors-policy/fastify';
import Fastify from 'fastify';
import type { AdapterServer } from './adapter-server.js';
import { completeReply } from './reply.js';

export const fastifyServer: AdapterServer = {
  name: 'fastify',
  mount: async ({ policyFor, application }) => {
    const app = Fastify();
    await app.register(cors, { policy: (request) => policyFor(request.originalUrl) });
    // Bodies are of no interest, whatever their type.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => {
      payload.resume().on('end', () => done(null));
    });
    app.addHttpMethod('PROPFIND', { hasBody: true });
    app.all('*', (request, reply) => {
      const { method, originalUrl: url, headers } = request;
      const answer = application({ method, url, headers });
      if (answer === 'throws') throw new Error('the handler fails');
      const { status, headers: fields, body } = completeReply(answer);
      for (const [name, value] of fields) reply.header(name, value);
      return reply.code(status).send(body === null ? undefined : Readable.from(body, { objectMode: false }));
    });
    await app.ready();
    return (request, response) => app.routing(request, response);
  },
};
