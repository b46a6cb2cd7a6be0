import { describeOrdersApi } from '../testing/orders-api.js';
import { startProgram } from '../testing/start-program.js';

describeOrdersApi('NestJS on Express', {
  start: () => startProgram('nestjs/express.ts'),
  session: true,
  previews: true,
});

describeOrdersApi('NestJS on Fastify', {
  start: () => startProgram('nestjs/fastify.ts'),
  session: true,
  previews: true,
});
