/** Types, checked by the compiler: a line that must not compile says so. */
import { applyDecision, type CorsMiddleware, cors, definePolicy, type HeaderDecision, withCors } from './index.js';

const policy = definePolicy({ origins: 'https://app.example' });

// A request is the platform's own where nothing says otherwise.
const plain: (request: Request) => Promise<Response> = withCors(policy, (request) => new Response(request.body));
withCors({ origins: '*' }, async (request) => Response.json(await request.json()));
cors(policy, { allow: (request, origin) => request.headers.has('x-a') || origin.length > 3 });
cors((request) => (request.url.endsWith('/a') ? policy : undefined));
cors(async () => policy, { vary: 'X-Tenant', foreignHeaders: 'keep', onDecision: (decision) => decision.reason });

// Further arguments keep their types: those of Workers, Deno, Bun, Next.js.
interface Env {
  readonly KEY: string;
}
interface Context {
  waitUntil(promise: Promise<unknown>): void;
}
export const worker: { fetch(request: Request, env: Env, context: Context): Promise<Response> } = {
  fetch: withCors(policy, async (_request: Request, env: Env, context: Context) => {
    context.waitUntil(Promise.resolve());
    return new Response(env.KEY);
  }),
};
export const inferred: (request: Request, env: Env) => Promise<Response> = withCors(
  policy,
  (request, env) => new Response(request.url + env.KEY),
);

// A framework's own request may be named, or is found out.
interface FrameworkRequest extends Request {
  readonly tenant: string;
}
export const named: (request: FrameworkRequest, context: { params: Promise<{ id: string }> }) => Promise<Response> =
  withCors(
    policy,
    async (request: FrameworkRequest, { params }: { params: Promise<{ id: string }> }) =>
      new Response(request.tenant + (await params).id),
    { allow: (request) => request.tenant === 'a', onError: (error, { tenant }) => Response.json([error, tenant]) },
  );
export const middleware: CorsMiddleware = cors(policy, { onError: () => undefined });
export const logging: CorsMiddleware = cors(policy, { onError: async (error) => void error });
export const used: unknown = plain;

declare const decision: HeaderDecision;
export const applied: Response = applyDecision(new Response(), decision, 'keep');

// @ts-expect-error a policy is required
cors();
// @ts-expect-error and undefined is none
cors(undefined);
// @ts-expect-error credentials and any origin do not go together
cors({ origins: '*', credentials: true });
// @ts-expect-error a policy function returns a policy, never a config
cors(() => ({ origins: '*' }));
// @ts-expect-error no such option
cors(policy, { onErorr: () => undefined });
// @ts-expect-error allow answers yes or no
cors(policy, { allow: (_request: Request, origin: string) => origin });
// @ts-expect-error a handler returns a response
withCors(policy, () => 'hello');
// @ts-expect-error so does onError
cors(policy, { onError: () => 'failed' });
// @ts-expect-error no such mode
cors(policy, { foreignHeaders: 'remove' });
