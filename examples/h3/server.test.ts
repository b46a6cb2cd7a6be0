import { describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi('h3', { start: () => startProgram('h3/server.ts'), session: true, previews: true });
