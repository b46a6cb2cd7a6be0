import { expect, it } from 'vitest';
import { app, ask, corsHeaders, describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi(
  'Express',
  { start: () => startProgram('express/server.ts'), session: true, previews: true },
  (url) => {
    it('refuses what a preview, or any other page, writes with the cookies of a user', async () => {
      for (const origin of ['https://pr-7.preview.example.com', 'https://evil.example']) {
        const response = await ask(`${url()}/api/orders/7`, { method: 'PUT', origin });
        expect(response.status).toBe(403);
        expect(corsHeaders(response)).toEqual({});
      }
    });

    it('has no CORS at all outside of the API', async () => {
      const response = await ask(`${url()}/nowhere`, { origin: app });
      expect(response.status).toBe(404);
      expect(corsHeaders(response)).toEqual({});
      expect(response.headers.get('vary')).toBeNull();
    });
  },
);
