import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { app, ask, corsHeaders, describeOrdersApi } from '../testing/orders-api.js';
import { next } from '../testing/platform.js';
import type { Program } from '../testing/program.js';
import { spawnProgram } from '../testing/spawn-program.js';

const cwd = fileURLToPath(new URL('.', import.meta.url));
const env = { NEXT_TELEMETRY_DISABLED: '1' };

/** `next build`, then `next start`: what is deployed, not what `next dev` serves. */
async function start(): Promise<Program> {
  const built = { ...process.env, ...env, NODE_ENV: 'production' } as const;
  await promisify(execFile)(process.execPath, [next.binary, 'build'], { cwd, env: built, timeout: 110_000 });
  return spawnProgram(process.execPath, [next.binary, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
    cwd,
    env: { ...env, NODE_ENV: 'production' },
  });
}

const failing = { method: 'PUT', path: '/api/orders/report' };

describeOrdersApi('Next.js', { start, session: false, previews: true, failing, unknown: undefined }, (url) => {
  it('lets the app post, where the route has a handler for it', async () => {
    const response = await fetch(`${url()}/api/orders`, {
      method: 'POST',
      headers: { origin: app, 'content-type': 'application/json' },
      body: '"coffee"',
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toBe('coffee');
    expect(corsHeaders(response)).toMatchObject({ 'access-control-allow-origin': app });
  });

  it('has no CORS where Next.js itself answers: an unknown path, and a method without a handler', async () => {
    const unknown = await ask(`${url()}/api/nowhere`, { origin: app });
    expect([unknown.status, corsHeaders(unknown)]).toEqual([404, {}]);
    const deletion = await ask(`${url()}/api/orders`, { method: 'DELETE', origin: app });
    expect([deletion.status, corsHeaders(deletion)]).toEqual([405, {}]);
  });
});
