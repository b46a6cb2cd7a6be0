import type { ServerResponse } from 'node:http';
import { cors } from '@cors-policy/node-http';
import type { AdapterServer } from './adapter-server.js';
import { completeReply, type Reply } from './reply.js';

/** `node:http` alone, with error handling as applications write it. */
export const nodeHttpServer: AdapterServer = {
  name: 'node-http',
  mount: ({ policyFor, application }) => {
    const middleware = cors((request) => policyFor(request.url ?? '/'));
    return (request, response) => {
      const respond = async (error: unknown): Promise<void> => {
        const { method = '', url = '/', headers } = request;
        try {
          if (error !== undefined) throw error;
          await play(response, application({ method, url, headers }));
        } catch {
          response.writeHead(500, { 'content-type': 'text/plain' }).end('failed');
        }
      };
      middleware(request, response, (error) => void respond(error));
    };
  },
};

async function play(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply === 'throws') throw new Error('the handler fails');
  const { status, headers, body } = completeReply(reply);
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.statusCode = status;
  for await (const chunk of body ?? []) response.write(chunk);
  response.end();
}
