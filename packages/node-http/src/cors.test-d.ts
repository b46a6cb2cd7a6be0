/** Types, checked by the compiler: a line that must not compile says so. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { applyDecision, type CorsMiddleware, cors, definePolicy, type HeaderDecision, withCors } from './index.js';

const policy = definePolicy({ origins: 'https://app.example' });

createServer(withCors(policy, (req, res) => res.writeHead(200, { 'x-a': req.socket.remoteAddress }).end()));
createServer(withCors({ origins: '*' }, (_req, res: ServerResponse) => res.end()));
createHttpsServer(
  {},
  withCors(policy, (req, res) => res.end(req.url)),
);
createHttp2Server(withCors(policy, (req: Http2ServerRequest, res) => res.end(String(req.stream.id))));

// A request is Node's own where nothing says otherwise.
cors(policy, { allow: (req, origin) => req.socket.remotePort === 1 || origin.length > 3 });
cors((req) => (req.socket.remotePort === 1 ? policy : undefined));
cors(async () => policy, { vary: 'X-Tenant', foreignHeaders: 'keep', onDecision: (decision) => decision.reason });

// A framework's own request may be named.
interface FrameworkRequest extends IncomingMessage {
  readonly originalUrl: string;
  readonly tenant: string;
}
const middleware: CorsMiddleware<FrameworkRequest> = cors(policy, {
  allow: (req: FrameworkRequest) => req.tenant === 'a',
});
const handler: (req: FrameworkRequest, res: ServerResponse, next: (error?: unknown) => void) => void = middleware;
export const used: unknown = handler;

declare const decision: HeaderDecision;
declare const response: ServerResponse;
applyDecision(response, decision);
applyDecision(response, decision, 'keep');

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
cors(policy, { allow: (_req: IncomingMessage, origin: string) => origin });
// @ts-expect-error no such mode
cors(policy, { foreignHeaders: 'remove' });
