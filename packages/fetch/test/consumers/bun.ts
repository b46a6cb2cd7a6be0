import { withCors } from '@cors-policy/fetch';

const policy = { origins: 'https://app.example' } as const;

Bun.serve({ fetch: withCors(policy, (request) => new Response(request.url)) });
Bun.serve({
  port: 0,
  fetch: withCors(policy, (request: Request, server: Bun.Server<undefined>) => new Response(request.url + server.port)),
});
Bun.serve({
  routes: { '/:id': withCors(policy, (request: Bun.BunRequest<'/:id'>) => new Response(request.params.id)) },
});
