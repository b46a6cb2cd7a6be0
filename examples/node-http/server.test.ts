import { expect, it } from 'vitest';
import { ask, corsHeaders, describeOrdersApi, varyNames } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi(
  'node:http',
  { start: () => startProgram('node-http/server.ts'), session: false, previews: false },
  (url) => {
    it('lets everybody read the assets, the same for all', async () => {
      for (const init of [{ origin: 'https://anybody.example' }, {}]) {
        const response = await ask(`${url()}/assets/logo.svg`, init);
        expect(response.status).toBe(200);
        expect(corsHeaders(response)).toEqual({ 'access-control-allow-origin': '*' });
        expect(varyNames(response)).toEqual([]);
      }
    });
  },
);
