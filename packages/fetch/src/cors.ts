import { type AdapterOptions, createDecider, isPromiseLike, type PolicySource } from '@cors-policy/core/adapter';
import { answerOf } from './answer.js';
import { describeRequest, type FetchRequest } from './describe-request.js';
import { note, register, settle, unregister } from './registration.js';

/** The options of this adapter; see `AdapterOptions` for what each of the others permits and refuses. */
export interface CorsOptions<Req extends FetchRequest = Request> extends AdapterOptions<Req> {
  /**
   * Answers for a handler that throws or rejects: what it returns carries the headers of the decision, as any response.
   * Where it returns nothing, the error goes on unchanged; what it throws itself takes the error's place.
   *
   * - permitted: `() => new Response('failed', { status: 500 })`, an async function, `(error) => log(error)`
   * - refused: anything but a function
   *
   * Default: none, and the error goes on unchanged. What the runtime or the framework then answers has no CORS headers.
   */
  readonly onError?:
    | ((error: unknown, request: Req) => Response | undefined | PromiseLike<Response | undefined>)
    | undefined;
}

/** A middleware of the shape that SvelteKit, Remix, Hono and h3 have in common, their own contexts aside. */
export type CorsMiddleware<Req extends FetchRequest = Request> = (
  request: Req,
  next: () => Response | PromiseLike<Response>,
) => Promise<Response>;

/**
 * Makes a middleware that applies a CORS policy, for SvelteKit, Remix, Hono, h3 and everything else where a request goes
 * on by `next()`.
 *
 * It answers every preflight without calling `next`, and puts the policy's headers on every other response: on the same
 * object where its headers can be changed, else on a new one around the same body. Mount it first.
 *
 * @param policy a `Policy`, a config (then it is defined here), or a function from the request to a `Policy`, or to
 *   `undefined` for no CORS
 * @param options see `CorsOptions`
 * @returns the middleware. It rejects with what `next`, or a policy function, throws.
 * @throws TypeError where `policy` or `options` are not what they should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import { cors } from '@cors-policy/fetch';
 *
 * const apply = cors({ origins: ['https://app.example', 'https://*.preview.example'] });
 *
 * // src/hooks.server.ts of SvelteKit
 * interface Handle {
 *   event: { request: Request };
 *   resolve: (event: { request: Request }) => Promise<Response>;
 * }
 * export const handle = ({ event, resolve }: Handle) => apply(event.request, () => resolve(event));
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function cors<Req extends FetchRequest = Request>(
  policy: PolicySource<Req>,
  options?: CorsOptions<Req>,
): CorsMiddleware<Req> {
  const { decide, foreignHeaders } = createDecider<Req>(policy, options, describeRequest, {
    own: { onError: checkOnError },
  });
  const onError = options?.onError;

  return async (request, next) => {
    const description = describeRequest(request);
    const outcome = decide(request, description);
    const decision = outcome instanceof Promise ? await outcome : outcome;
    const own = decision && { decision, vary: decision.vary, foreignHeaders };
    const registration = register(request, description.origin, own, decide);
    try {
      if (own && decision?.status !== undefined) return note(answerOf(decision, decision.status), own, registration);
      let response: Response | PromiseLike<Response> | undefined;
      try {
        response = next();
        // What is there already is not waited for.
        if (isPromiseLike(response)) response = await response;
      } catch (error) {
        response = await onError?.(error, request);
        if (response === undefined) throw error;
      }
      return settle(response, registration);
    } finally {
      unregister(request, registration);
    }
  };
}

/**
 * Wraps a Fetch handler with a CORS policy: for Deno, Bun, Cloudflare Workers, route handlers of Next.js, and the `fetch`
 * of a whole Hono or h3 application.
 *
 * Preflights are answered here and never reach the handler; every other response gets the policy's headers: on the same
 * object where its headers can be changed, else on a new one around the same body. Bodies are neither read nor copied; a
 * 101 and `Response.error()` are returned untouched.
 *
 * @param policy a `Policy`, a config (then it is defined here), or a function from the request to a `Policy`, or to
 *   `undefined` for no CORS
 * @param handler the handler, sync or async. It is called as the wrapped one is, with all its arguments (`env`, `ctx`,
 *   `info`).
 * @param options see `CorsOptions`
 * @returns the handler with CORS. It rejects with what the handler, or a policy function, throws.
 * @throws TypeError where an argument is not what it should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import { withCors } from '@cors-policy/fetch';
 *
 * export default {
 *   fetch: withCors({ origins: 'https://app.example' }, (request) => new Response(`hello ${request.url}`)),
 * };
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function withCors<Req extends FetchRequest = Request, Rest extends readonly unknown[] = []>(
  policy: PolicySource<Req>,
  handler: (request: Req, ...rest: Rest) => Response | PromiseLike<Response>,
  options?: CorsOptions<Req>,
): (request: Req, ...rest: Rest) => Promise<Response> {
  if (typeof handler !== 'function') throw new TypeError('the handler must be a function (request) => Response');
  const apply = cors(policy, options);
  return function (this: unknown, request, ...rest) {
    return apply(request, () => Reflect.apply(handler, this, [request, ...rest]));
  };
}

function checkOnError(value: unknown): string | undefined {
  return typeof value === 'function' ? undefined : 'must be a function (error, request) => Response | undefined';
}
