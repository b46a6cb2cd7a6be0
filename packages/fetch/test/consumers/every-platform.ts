/** What every platform's compiler has to take, whatever types of Fetch it knows. */
import { applyDecision, cors, definePolicy, type HeaderDecision, withCors } from '@cors-policy/fetch';

const policy = definePolicy({ origins: 'https://app.example' });

export const inferred: (request: Request) => Promise<Response> = withCors(
  policy,
  async (request) => new Response(await request.text(), { headers: request.headers }),
);
export const withContext: (request: Request, env: { KEY: string }) => Promise<Response> = withCors(
  { origins: '*' },
  (request: Request, env: { KEY: string }) => new Response(request.url + env.KEY),
  { onError: (error, request) => new Response(`${request.method} ${String(error)}`, { status: 500 }) },
);
export const middleware: (request: Request, next: () => Promise<Response>) => Promise<Response> = cors(
  (request) => (request.headers.has('x-tenant') ? policy : undefined),
  { allow: async (request, origin) => request.url.startsWith(origin), vary: 'X-Tenant' },
);
export const applied = (decision: HeaderDecision): Response => applyDecision(new Response(null), decision);

// @ts-expect-error a request is no string here either
withCors(policy, (request: string) => new Response(request));
