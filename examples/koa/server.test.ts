import { describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/program.js';

describeOrdersApi('Koa', { start: () => startProgram('koa/server.ts'), session: true, previews: true });
