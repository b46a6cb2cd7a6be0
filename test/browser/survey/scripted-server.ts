import { type LoopbackServer, listen } from '../server/loopback-server.js';
import type { Answering, Asked } from './experiment.js';

/** The paths of one experiment on a server. */
interface Scripted {
  readonly answering: Answering;
  readonly elsewhere: string;
  readonly arrived: Asked[];
}

/** A server that answers each path as it is told. It knows nothing of CORS, or of policies. */
export interface ScriptedServer {
  readonly port: number;
  /** Lets the paths below `/<id>` be answered so, and notes in `arrived` what reaches them. */
  script(id: string, scripted: Scripted): void;
  close(): Promise<void>;
}

/** Every other path is an empty page, which leaves a cookie. */
const page = '<!doctype html><title>page</title><link rel="icon" href="data:,">';

export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Scripted>();
  const server: LoopbackServer = await listen((request, response) => {
    const { method = '', url = '/', headersDistinct } = request;
    const [, id = '', name = ''] = /^\/(\w+)\/(\w+)/.exec(url) ?? [];
    const scripted = scripts.get(id);
    if (scripted === undefined) {
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'visitor=1; Path=/' }).end(page);
      return;
    }
    const field = (key: string): string => (headersDistinct[key] ?? []).join(', ');
    const isPreflight = method === 'OPTIONS' && field('access-control-request-method') !== '';
    const here = `http://${request.headers.host}/${id}`;
    const asked: Asked = { method, isPreflight, field, name, here, elsewhere: scripted.elsewhere };
    scripted.arrived.push(asked);
    const { status = 200, headers } = scripted.answering(asked);
    response.writeHead(status, headers.flat());
    response.end(status === 204 || status === 304 || method === 'HEAD' ? undefined : 'the body');
  });
  return {
    port: server.port,
    script: (id, scripted) => void scripts.set(id, scripted),
    close: server.close,
  };
}
