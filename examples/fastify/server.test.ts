import { expect, it } from 'vitest';
import { ask, corsHeaders, describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi(
  'Fastify',
  { start: () => startProgram('fastify/server.ts'), session: true, previews: true },
  (url) => {
    const origin = 'https://anybody.example';

    it("answers by a route's own policy, preflights too", async () => {
      expect(corsHeaders(await ask(`${url()}/fonts/a.woff2`, { origin }))).toEqual({
        'access-control-allow-origin': '*',
      });
      const preflight = await fetch(`${url()}/fonts/a.woff2`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    });

    it('leaves a route alone that is to have no CORS', async () => {
      const response = await ask(`${url()}/health`, { origin });
      expect(response.status).toBe(200);
      expect(corsHeaders(response)).toEqual({});
      expect(response.headers.get('vary')).toBeNull();
    });
  },
);
