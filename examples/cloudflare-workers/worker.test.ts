import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, expect, it } from 'vitest';
import { app, ask, describeOrdersApi } from '../testing/orders-api.js';
import { workerd } from '../testing/platform.js';
import { spawnProgram } from '../testing/spawn-program.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cors-policy-worker-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What of the Worker's own settings is used. */
interface Wrangler {
  readonly main: string;
  readonly compatibility_date: string;
  readonly vars: Readonly<Record<string, string>>;
}

// PROOF: it is the file beside this one.
const wrangler = JSON.parse(readFileSync(join(here, 'wrangler.jsonc'), 'utf8')) as Wrangler;

/** The Worker in one file, as wrangler uploads it, and the configuration that workerd wants for it. */
async function deploy(): Promise<string> {
  await build({
    config: false,
    silent: true,
    entry: { worker: join(here, wrangler.main) },
    outDir: folder,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    target: 'es2022',
    platform: 'neutral',
    noExternal: [/./],
  });
  const bindings = Object.entries(wrangler.vars).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  const config = join(folder, 'workerd.capnp');
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .main) ],
  sockets = [ (name = "http", address = "127.0.0.1:0", http = (), service = "main") ] );
const main :Workerd.Worker = (
  modules = [ (name = "worker", esModule = embed "worker.mjs") ],
  bindings = [ ${bindings.join(', ')} ],
  compatibilityDate = "${wrangler.compatibility_date}" );
`,
  );
  return config;
}

describeOrdersApi(
  'Cloudflare Workers',
  {
    start: async () => spawnProgram(workerd.binary, ['serve', await deploy(), '--control-fd=3'], { cwd: folder }),
    session: false,
    previews: false,
  },
  (url) => {
    it('hands the bindings on to the Worker', async () => {
      const response = await ask(`${url()}/api/orders/7`, { method: 'PUT', origin: app });
      expect(await response.json()).toEqual({ id: '7', release: wrangler.vars.RELEASE });
    });
  },
);
