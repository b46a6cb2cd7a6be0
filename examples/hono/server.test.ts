import { describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi('Hono', { start: () => startProgram('hono/server.ts'), session: true, previews: true });
