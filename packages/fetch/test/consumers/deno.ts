import { type CorsMiddleware, cors, withCors } from '@cors-policy/fetch';

const policy = { origins: 'https://app.example' } as const;
Deno.serve(withCors(policy, (request) => new Response(request.url)));
Deno.serve(
  { port: 0 },
  withCors(policy, async (request, info) => new Response((await request.text()) + info.remoteAddr.transport)),
);
export const program: Deno.ServeDefaultExport = { fetch: withCors(policy, (request) => Response.json(request.url)) };
export const m: CorsMiddleware = cors(policy, { onError: (e, r) => new Response(r.url + e) });
Deno.serve(
  withCors(policy, (request) => {
    const { response } = Deno.upgradeWebSocket(request);
    return response;
  }),
);
