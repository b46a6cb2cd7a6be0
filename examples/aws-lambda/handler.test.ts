import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, it, vi } from 'vitest';
import { serveLambda } from '../testing/lambda-front.js';
import { app, ask, corsHeaders, describeOrdersApi } from '../testing/orders-api.js';
import { handler } from './handler.js';

vi.spyOn(console, 'error').mockImplementation(() => {});

const fronts = {
  'Lambda behind a function URL': { domainName: 'example.lambda-url.eu-west-1.on.aws', stage: '$default' },
  'Lambda behind an HTTP API': { domainName: 'example.execute-api.eu-west-1.amazonaws.com', stage: '$default' },
  'Lambda behind an HTTP API with a named stage': {
    domainName: 'example.execute-api.eu-west-1.amazonaws.com',
    stage: 'prod',
  },
};

for (const [name, front] of Object.entries(fronts)) {
  const start = (): ReturnType<typeof serveLambda> => serveLambda(handler, front);

  describeOrdersApi(name, { start, session: false, previews: false }, (url) => {
    it('gets bodies of text and of bytes as they were sent, and every cookie', async () => {
      const put = async (body: Uint8Array | string, type: string): Promise<unknown> => {
        const headers = { origin: app, 'content-type': type, cookie: 'session=1; theme=dark' };
        return (await fetch(`${url()}/api/orders/7`, { method: 'PUT', headers, body })).json();
      };
      const cookie = 'session=1; theme=dark';
      expect(await put('"Tee für zwei"', 'application/json')).toEqual({ id: '7', bytes: 15, cookie });
      expect(await put(new Uint8Array([0, 255, 128, 13]), 'image/png')).toEqual({ id: '7', bytes: 4, cookie });
    });

    it('sends several cookies, each in a line of its own', async () => {
      const response = await ask(`${url()}/api/session`, { origin: app });
      expect(response.status).toBe(204);
      expect(response.headers.getSetCookie()).toHaveLength(2);
      expect(corsHeaders(response)).toMatchObject({ 'access-control-allow-credentials': 'true' });
    });

    it('hands the query on', async () => {
      const response = await ask(`${url()}/api/orders?limit=1`, { origin: app });
      expect(await response.json()).toEqual(['tea']);
    });

    /** What `fetch` would not send: lines of one name, and a body of GET. */
    const askRaw = async (headers: readonly string[], body: string): Promise<IncomingMessage> => {
      const raw = request(`${url()}/api/orders`, { headers: ['Host', 'api.example', ...headers] });
      // PROOF: this is what the event is documented to carry.
      const [response] = (await once(raw.end(body), 'response')) as [IncomingMessage];
      response.resume();
      return response;
    };

    it('believes none of two origins, which arrive as one value with a comma', async () => {
      const { statusCode, headers } = await askRaw(['Origin', app, 'Origin', 'https://evil.example'], '');
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([200, undefined]);
    });

    it('overlooks the body of a GET', async () => {
      const { statusCode, headers } = await askRaw(['Origin', app, 'Content-Length', '2'], '{}');
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([200, app]);
    });
  });
}
