import { describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi('Koa', { start: () => startProgram('koa/server.ts'), session: true, previews: true });
