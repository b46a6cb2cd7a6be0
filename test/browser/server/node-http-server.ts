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
      middleware(request, response, (error) => {
        const { method = '', url = '/', headers } = request;
        const played =
          error === undefined ? play(response, () => application({ method, url, headers })) : Promise.reject(error);
        played.catch(() => response.writeHead(500, { 'content-type': 'text/plain' }).end('failed'));
      });
    };
  },
};

async function play(response: ServerResponse, answer: () => Reply): Promise<void> {
  const reply = answer();
  if (reply === 'throws') throw new Error('the handler fails');
  const { status, headers, body } = completeReply(reply);
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.statusCode = status;
  for await (const chunk of body ?? []) response.write(chunk);
  response.end();
}
