import { fileURLToPath } from 'node:url';
import { describeOrdersApi } from '../testing/orders-api.js';
import { bun } from '../testing/platform.js';
import { spawnProgram } from '../testing/spawn-program.js';

describeOrdersApi('Bun', {
  start: () => spawnProgram(bun.binary, ['server.ts'], { cwd: fileURLToPath(new URL('.', import.meta.url)) }),
  session: false,
  previews: false,
});
