import { withCors } from '@cors-policy/fetch';

interface Env {
  readonly KEY: string;
}

const policy = { origins: 'https://app.example' } as const;

export const named: ExportedHandler<Env> = {
  fetch: withCors(
    policy,
    async (request: Request<unknown, IncomingRequestCfProperties>, env: Env, ctx: ExecutionContext) => {
      ctx.waitUntil(Promise.resolve());
      return new Response(env.KEY + String(request.cf?.country));
    },
  ),
};
export const inferred: ExportedHandler<Env> = {
  fetch: withCors(policy, (request, env, ctx) => {
    ctx.passThroughOnException();
    return new Response(env.KEY + String(request.cf?.country));
  }),
};
export const socket: ExportedHandler = {
  fetch: withCors(policy, () => new Response(null, { status: 101, webSocket: new WebSocketPair()[0] })),
};
