import { unframe } from '@cors-policy/core/adapter';
import type {
  DoneFuncWithErrOrRes,
  FastifyInstance,
  FastifyPluginCallback,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import plugin from 'fastify-plugin';
import { type Application, applicationOf } from './application.js';
import { lineageOf } from './lineage.js';
import { type CorsOptions, createRegistration, type RouteCors } from './registration.js';
import { applyRuling, type Ruling, rulingOf } from './ruling.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The policy of this route, in place of that of the context; preflights for it are answered by it too.
     *
     * - permitted: what the plugin takes as its `policy`, and `false`: no CORS for this route
     * - refused: anything else, when the route is registered
     *
     * Default: the policy of the context.
     */
    cors?: RouteCors | undefined;
  }
}

/**
 * A Fastify plugin that applies a CORS policy, for Fastify 5 and 4.
 *
 * Registered first, it answers every preflight before authentication, rate limits and body parsing, whatever routes
 * there are (it adds none), by the policy of the route that the request after it would reach: the route's `config.cors`,
 * else that of the innermost context in which the plugin is registered. All other replies have the policy's headers when
 * the header block is written: errors, 404s, streams, hijacked and raw ones included. What a policy function throws goes
 * to the error handler.
 *
 * Load this package before the application is made, as an `import` at the top of a file does. Of one that is made before,
 * the routes are known from when the plugin is loaded; wait for it (`await app.register`) before routes with `config.cors`.
 *
 * @param options the policy, and the options of all adapters, see `CorsOptions`
 * @throws TypeError, from `ready` or `listen`, where the policy or an option is not what it should be
 * @throws PolicyError (`ERR_CORS_POLICY`), likewise, where a config has mistakes; its `issues` list all of them
 *
 * @example
 * ```ts
 * import { cors } from '@cors-policy/fastify';
 * import Fastify from 'fastify';
 *
 * const app = Fastify();
 * await app.register(cors, { policy: { origins: ['https://app.example', 'https://*.preview.example'] } });
 * app.get('/', async () => ({ hello: 'world' }));
 * app.get('/fonts', { config: { cors: { origins: '*' } } }, async () => 'for everybody');
 * ```
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export const cors: FastifyPluginCallback<CorsOptions> = plugin(register, {
  name: '@cors-policy/fastify',
  fastify: '^4.29.0 || ^5.0.0',
});

function register(context: FastifyInstance, options: CorsOptions, done: (error?: Error) => void): void {
  try {
    const registration = createRegistration(options);
    const application = applicationOf(context);
    application.register(context, registration);
    if (!hooked.has(application)) addHooks(lineageOf(context).at(-1) ?? context, application);
    hooked.add(application);
  } catch (error) {
    // PROOF: what defining throws is a TypeError or a PolicyError. Thrown from here, it would end the process.
    done(error as Error);
    return;
  }
  done();
}

const hooked = new WeakSet<Application>();

const decided: unique symbol = Symbol('decided');

interface KnownRequest extends FastifyRequest {
  /** Whether the first of the hooks has seen it. */
  [decided]?: boolean;
}

/**
 * The same hooks serve all registrations of an application. They stand at its root, because those of a context within
 * it are not called for a preflight where there is no such route.
 */
function addHooks(root: FastifyInstance, application: Application): void {
  // What it throws in a hook goes where what is given to `done` goes.
  function rule(request: KnownRequest): ReturnType<typeof rulingOf> {
    request[decided] = true;
    return rulingOf(application.decidersFor(request), request);
  }

  // A function that makes closures keeps its arguments on the heap, so the rare cases have functions of their own.
  root.addHook('onRequest', (request, reply, done) => {
    const ruling = rule(request);
    if (ruling instanceof Promise) goOnLater(reply, ruling, done);
    else goOn(reply, ruling, done);
  });

  root.addHook('onReady', async () => application.checkRoutes());

  // Only where a hook in front of the one above has answered: its answer stands, with the headers of the decision.
  root.addHook('onSend', (request: KnownRequest, reply, payload, done) => {
    if (request[decided] === true) done(null, payload);
    else sendByRuling(request, reply, payload, done);
  });

  function sendByRuling(
    request: KnownRequest,
    reply: FastifyReply,
    payload: unknown,
    done: DoneFuncWithErrOrRes,
  ): void {
    const settle = (ruling: Ruling | undefined): void => {
      applyRuling(reply.raw, ruling);
      done(null, payload);
    };
    const ruling = rule(request);
    if (ruling instanceof Promise) ruling.then(settle, done);
    else settle(ruling);
  }
}

function goOnLater(reply: FastifyReply, ruling: Promise<Ruling | undefined>, done: (error?: Error) => void): void {
  ruling.then((settled) => goOn(reply, settled, done), done);
}

/** On to the next hook, or the end of the request here. */
function goOn(reply: FastifyReply, ruling: Ruling | undefined, done: () => void): void {
  const status = applyRuling(reply.raw, ruling);
  if (status === undefined) done();
  // Somebody may have answered in the meantime (a timeout, say); what the policy refuses must not run all the same.
  else if (!reply.sent) {
    unframe(reply.raw, status);
    if (reply.hasHeader('content-length')) reply.removeHeader('content-length');
    reply.code(status).send();
  }
}
