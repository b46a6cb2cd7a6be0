/**
 * Tenants whose origins stand in a table of SQLite, behind the `allow` hook.
 *
 * The policy holds what is known beforehand. `allow` is asked about any other origin, for every request, so a tenant that
 * is added may read from that moment on. `Vary` names `Origin` for whomever asks, so no cache mixes the answers up.
 * `allow` grants reading, never writing: `csrf` still refuses what a tenant's page sends.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { isOriginAllowed } from '@cors-policy/core';
import { definePolicy, PolicyError, withCors } from '@cors-policy/node-http';
import { openDatabase } from './database.js';

const { ADMIN_TOKEN, DATABASE = 'tenants.db', PORT = '3000' } = process.env;
if (ADMIN_TOKEN === undefined) throw new Error('set ADMIN_TOKEN, with which tenants are added and removed');

const database = openDatabase(DATABASE);
database.exec('CREATE TABLE IF NOT EXISTS tenant (origin TEXT PRIMARY KEY) WITHOUT ROWID');
const selectTenant = database.prepare('SELECT 1 FROM tenant WHERE origin = ?');
const insertTenant = database.prepare('INSERT OR IGNORE INTO tenant VALUES (?)');
const deleteTenant = database.prepare('DELETE FROM tenant WHERE origin = ?');

/** What the tenants' pages read. */
const shop = withCors(
  { origins: 'https://app.example.com', credentials: true, csrf: { trustedOrigins: 'https://app.example.com' } },
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('["tea","milk"]');
  },
  { allow: (_request, origin) => selectTenant.get(origin) !== undefined },
);

/** Where tenants are added and removed. It is no browser's business, and has no CORS. */
async function admin(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers.authorization !== `Bearer ${ADMIN_TOKEN}`) {
    response.writeHead(401).end();
    return;
  }
  const origin = await text(request);
  const problem = problemOf(origin);
  if (problem !== undefined) {
    response.writeHead(400).end(problem);
    return;
  }
  if (request.method === 'DELETE') deleteTenant.run(origin);
  else insertTenant.run(origin);
  response.writeHead(204).end();
}

/** Why no browser would send this as an origin: in the table it would never match. `undefined` where all is well. */
function problemOf(origin: string): string | undefined {
  try {
    const policy = definePolicy({ origins: [origin], credentials: true });
    return isOriginAllowed(policy, origin) ? undefined : 'write the origin as browsers do, in lower case';
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

const server = createServer((request, response) => {
  if (request.url !== '/admin/tenants') return shop(request, response);
  return admin(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});

server.listen(Number(PORT), '127.0.0.1', () => console.log('listening on', server.address()));
