import fastify, { type FastifyPluginCallback, type FastifyRequest } from 'fastify';
import { expectTypeOf } from 'vitest';
import { type CorsOptions, cors, definePolicy, type HeaderDecision, type Policy, type RouteCors } from './index.js';

const policy: Policy = definePolicy({ origins: '*' });
const app = fastify();

expectTypeOf(cors).toExtend<FastifyPluginCallback<CorsOptions>>();

app.register(cors, { policy });
app.register(cors, { policy: { origins: ['https://app.example'] }, debug: true });
app.register(cors, { policy: [{ origins: '*', paths: '/public/*' }, { origins: 'none' }] });
app.register(cors, {
  policy: (request) => {
    expectTypeOf(request).toEqualTypeOf<FastifyRequest>();
    return request.hostname === 'a.example' ? policy : undefined;
  },
  allow: async (request, origin) => request.id !== origin,
  onDecision: (decision) => {
    expectTypeOf(decision).toEqualTypeOf<HeaderDecision>();
  },
});
app.register(cors, () => ({ policy }));

// @ts-expect-error a policy is needed
app.register(cors);
// @ts-expect-error a policy is needed
app.register(cors, {});
// @ts-expect-error no such option
app.register(cors, { policy, onDecison: () => undefined });
// @ts-expect-error an origin pattern has a scheme
app.register(cors, { policy: { origins: 'app.example' } });

fastify({ http2: true }).register(cors, { policy });
fastify({ https: {} }).register(cors, { policy });
fastify({ http2: true, https: { allowHTTP1: true } }).register(cors, { policy });

app.get('/', { config: { cors: policy } }, async () => 'own');
app.get('/', { config: { cors: { origins: 'none' } } }, async () => 'own');
app.get('/', { config: { cors: false } }, async () => 'own');
app.route({ method: 'GET', url: '/', config: { cors: async () => policy }, handler: async () => 'own' });
// @ts-expect-error `true` says nothing
app.get('/', { config: { cors: true } }, async () => 'own');
app.addHook('onRequest', async ({ routeOptions }) => {
  expectTypeOf(routeOptions.config.cors).toEqualTypeOf<RouteCors | undefined>();
});
