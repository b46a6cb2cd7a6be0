import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import cors from 'cors';
import express from 'express';
import { listen } from './listen.js';
import { PAGE, type ProbedServer, type RunningServer } from './probed-server.js';

const places = [env.NGINX, '/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];

/** Debian keeps it where only root looks for programs. */
export const nginx: string | undefined = places.find((place) => {
  try {
    accessSync(place ?? '', constants.X_OK);
    return place !== undefined && place !== '';
  } catch {
    return false;
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** Starts an nginx of its own: one process, in a folder of its own, that ends with `close`. */
async function startNginx(location: string): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cors-policy-nginx-'));
  const port = await freePort();
  writeFileSync(join(folder, 'item'), '{ "id": 1 }');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off; ${temporary.join(' ')}
  server { listen 127.0.0.1:${port}; root ${folder}; location / { ${location} } }
}
`,
  );
  const program = spawn(nginx ?? 'nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = once(program, 'exit');
  const close = async (): Promise<void> => {
    program.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempts = 0; attempts < 100 && program.exitCode === null; attempts++) {
    if (await answers(port)) return { url: `http://127.0.0.1:${port}`, close };
    await sleep(50);
  }
  await close();
  throw new Error('nginx did not start');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}

async function startInFront(location: string): Promise<RunningServer> {
  const app = express();
  app.use(cors({ origin: [PAGE], methods: ['PUT'], maxAge: 600 }));
  app.all('/item', (_request, response) => response.json({ id: 1 }));
  const behind = await listen(app);
  const front = await startNginx(`proxy_pass ${behind.url}; ${location}`);
  return { url: front.url, close: async () => void (await Promise.all([front.close(), behind.close()])) };
}

export const nginxServers: readonly ProbedServer[] = [
  {
    name: 'nginx, `add_header` with the origin of whoever asks',
    setup: 'add_header Access-Control-Allow-Origin $http_origin; add_header Access-Control-Allow-Credentials true;',
    start: () =>
      startNginx(
        'add_header Access-Control-Allow-Origin $http_origin; add_header Access-Control-Allow-Credentials true;',
      ),
    asks: { credentials: true },
    audit: true,
    isRead: true,
    expected: [
      'headers-lost-on-404',
      'null-origin-with-credentials',
      'reflected-origin-with-credentials',
      'vary-missing',
    ],
    needs: 'nginx',
  },
  {
    name: 'nginx, `add_header` and static files: a preflight',
    setup: "add_header Access-Control-Allow-Origin '*' always;",
    start: () => startNginx("add_header Access-Control-Allow-Origin '*' always;"),
    asks: { header: ['x-token'] },
    isRead: false,
    expected: ['preflight-refused'],
    needs: 'nginx',
  },
  {
    name: 'nginx, `add_header` in front of an application with `cors`',
    setup: "proxy_pass ...; add_header Access-Control-Allow-Origin '*';",
    start: () => startInFront("add_header Access-Control-Allow-Origin '*';"),
    isRead: false,
    expected: ['allow-origin-doubled'],
    needs: 'nginx',
  },
  {
    name: 'nginx that replaces what the application sends',
    setup: "proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin '*' always;",
    start: () =>
      startInFront("proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin '*' always;"),
    asks: { method: 'PUT' },
    isRead: true,
    expected: [],
    needs: 'nginx',
  },
];
