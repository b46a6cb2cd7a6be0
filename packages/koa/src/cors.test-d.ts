/** Types, checked by the compiler: a line that must not compile says so. */
import { Router } from '@koa/router';
import Koa, { type Context, type DefaultState, type Middleware } from 'koa';
import mount from 'koa-mount';
import { applyDecision, type CorsMiddleware, cors, definePolicy, type HeaderDecision } from './index.js';

const policy = definePolicy({ origins: 'https://app.example' });
const app = new Koa();

app.use(cors(policy));
app.use(cors({ origins: '*' }));
app.use(mount('/api', cors(policy)));
const scoped = cors({ origins: '*', paths: '/api/*' });
app
  .use(scoped)
  .use(mount('/api', scoped))
  .use(mount('/api', mount('/v1', scoped)));
new Router().use(cors(policy));
const middleware: Middleware = cors(policy);
const ours: CorsMiddleware = cors(policy);
app.use(middleware).use(ours);

// What every context has is there where nothing says otherwise.
app.use(cors(policy, { allow: (ctx, origin) => ctx.method === 'GET' && origin.length > 3 }));
app.use(cors((ctx) => (ctx.headers.host === 'a.example' ? policy : undefined)));
cors(async () => policy, { vary: 'X-Tenant', foreignHeaders: 'keep', onDecision: (decision) => decision.reason });

// Koa's own context may be named, and an application's.
app.use(cors<Context>(policy, { allow: (ctx, origin) => ctx.get('x-tenant') === origin }));
app.use(cors(policy, { allow: async (ctx: Context) => ctx.secure }));
interface State extends DefaultState {
  readonly tenant: string;
}
const tenants = new Koa<State>();
tenants.use(cors((ctx: Koa.ParameterizedContext<State>) => (ctx.state.tenant === 'a' ? policy : undefined)));

declare const decision: HeaderDecision;
app.use((ctx) => {
  applyDecision(ctx.res, decision);
  applyDecision(ctx.res, decision, 'keep');
});

// @ts-expect-error a policy is required
cors();
// @ts-expect-error and undefined is none
cors(undefined);
// @ts-expect-error credentials and any origin do not go together
cors({ origins: '*', credentials: true });
// @ts-expect-error a policy function returns a policy, never a config
cors(() => ({ origins: '*' }));
// @ts-expect-error no such option
cors(policy, { onDecison: () => undefined });
// @ts-expect-error allow answers yes or no
cors(policy, { allow: (_ctx: Context, origin: string) => origin });
// @ts-expect-error no such mode
cors(policy, { foreignHeaders: 'remove' });
