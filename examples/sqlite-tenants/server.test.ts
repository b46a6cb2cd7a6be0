import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corsHeaders, varyNames } from '../testing/orders-api.js';
import { nodesWithSqlite } from '../testing/platform.js';
import type { Program } from '../testing/program.js';
import { spawnProgram } from '../testing/spawn-program.js';

const cwd = fileURLToPath(new URL('.', import.meta.url));

// In the gate the ones that are missing fail; elsewhere the configuration has told of them.
const nodes = nodesWithSqlite.filter(({ isInstalled }) => isInstalled || env.CORS_POLICY_GATE === '1');

describe.each(nodes)('tenants in SQLite, in $name', ({ binary }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cors-policy-tenants-'));
  const environment = { ADMIN_TOKEN: 'the token', DATABASE: join(folder, 'tenants.db') };
  const start = (): Promise<Program> =>
    spawnProgram(binary, ['--import', 'tsx', 'server.ts'], { cwd, env: environment });

  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(async () => {
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const admin = (method: string, body: string, token = environment.ADMIN_TOKEN): Promise<Response> =>
    fetch(`${program.url}/admin/tenants`, { method, body, headers: { authorization: `Bearer ${token}` } });
  const read = (origin: string | undefined, method = 'GET'): Promise<Response> =>
    fetch(`${program.url}/orders`, { method, headers: origin === undefined ? {} : { origin } });
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${program.url}/orders`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-requested-with' },
    });

  const tenant = 'https://shop.example';
  const granted = (origin: string): Readonly<Record<string, string>> => ({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  });

  it('lets in the origin that the policy names, whatever the table holds', async () => {
    expect(corsHeaders(await read('https://app.example.com'))).toEqual(granted('https://app.example.com'));
  });

  it('lets a tenant read from the moment on at which it is added, until it is removed', async () => {
    expect(corsHeaders(await read(tenant))).toEqual({});
    expect((await preflight(tenant)).status).toBe(403);

    expect((await admin('POST', tenant)).status).toBe(204);
    const response = await read(tenant);
    expect(await response.json()).toEqual(['tea', 'milk']);
    expect(corsHeaders(response)).toEqual(granted(tenant));
    expect((await preflight(tenant)).status).toBe(204);
    expect(corsHeaders(await read(`${tenant}.evil.example`))).toEqual({});

    expect((await admin('DELETE', tenant)).status).toBe(204);
    expect(corsHeaders(await read(tenant))).toEqual({});
    expect((await preflight(tenant)).status).toBe(403);
  });

  it('knows its tenants after a restart', async () => {
    await admin('POST', tenant);
    await program.stop();
    program = await start();
    expect(corsHeaders(await read(tenant))).toEqual(granted(tenant));
  });

  it('has one Vary for all of them, so that a cache keeps them apart', async () => {
    await admin('POST', tenant);
    const asked = ['https://app.example.com', tenant, 'https://evil.example', undefined].map(async (origin) =>
      varyNames(await read(origin)),
    );
    for (const names of await Promise.all(asked)) expect(names).toEqual(['origin']);
  });

  it('lets a tenant read, and never write', async () => {
    await admin('POST', tenant);
    expect((await read(tenant, 'POST')).status).toBe(403);
    expect((await read('https://app.example.com', 'POST')).status).toBe(200);
  });

  it.each([
    ['https://shop.example/', 'fix:   write https://shop.example'],
    ['shop.example', 'fix:   write https://shop.example'],
    ['http://shop.example', 'insecure'],
    ['https://*.shop.example', 'public suffix list'],
    ['*', 'every origin'],
    ['null', 'sandboxed frame'],
    ['http://localhost:*', 'as browsers do'],
    ['HTTPS://SHOP.example', 'as browsers do'],
  ])('refuses %s as the origin of a tenant, and says why', async (origin, reason) => {
    const response = await admin('POST', origin);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(reason);
  });

  it('takes the administration from nobody else, and lets no page read it', async () => {
    expect((await admin('POST', 'https://evil.example', 'guess')).status).toBe(401);
    expect(corsHeaders(await read('https://evil.example'))).toEqual({});
    const response = await fetch(`${program.url}/admin/tenants`, { headers: { origin: 'https://app.example.com' } });
    expect([response.status, corsHeaders(response)]).toEqual([401, {}]);
  });
});
