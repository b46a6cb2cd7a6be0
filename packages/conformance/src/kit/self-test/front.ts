import { Agent, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HeaderDecision } from '@cors-policy/core';
import type { ObservationLog } from '../fixture/observation.js';
import type { CorsSetup, ServerSetup } from '../fixture/server-setup.js';
import type { WireHeader } from '../wire/wire-message.js';
import { decideFor, PolicyFailed } from './reference-decision.js';
import { applyToLines, linesOf } from './reference-lines.js';
import type { Circumstances, Outgoing, Tampering } from './tampering.js';

/** What the registrations of a front came to. */
interface Verdict {
  readonly decision: Circumstances['decision'];
  readonly setup: CorsSetup | undefined;
}

/** A decision that is out of scope has nothing to put in the place of another, but for what it varies on. */
const withVaryOf = ({ decision, setup }: Verdict, { vary }: HeaderDecision): Verdict => ({
  decision: decision && {
    ...decision,
    vary: [...decision.vary, ...vary.filter((name) => !decision.vary.includes(name))],
  },
  setup,
});

const noVerdict: Verdict = { decision: undefined, setup: undefined };

const send = (response: ServerResponse, { status, reason, lines }: Outgoing): void => {
  response.sendDate = false;
  response.writeHead(status, reason, lines.flat());
};

/** One server's front: from the request to the application's answer, with the decision applied. */
export class Front {
  readonly #setup: ServerSetup;
  readonly #log: ObservationLog;
  readonly #upstream: number;
  readonly #tampering: Tampering;
  readonly #agent = new Agent({ keepAlive: true });
  #sulking = false;

  constructor(setup: ServerSetup, log: ObservationLog, upstream: number, tampering: Tampering) {
    this.#setup = setup;
    this.#log = log;
    this.#upstream = upstream;
    this.#tampering = tampering;
  }

  close(): void {
    this.#agent.destroy();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableFinished && this.#tampering.sulks === true) this.#sulking = true;
    });
    if (this.#sulking) {
      send(response, { status: 503, reason: 'Sulking', lines: [['content-length', '0']] });
      response.end();
      return;
    }
    try {
      const verdict = await this.#decide(request);
      if (verdict.decision?.status === undefined) await this.#forward(request, response, verdict);
      else await this.#answer(request, response, verdict, verdict.decision.status);
    } catch (error) {
      if (!(error instanceof PolicyFailed) && this.#tampering.hookBreaks !== true) throw error;
      send(response, { status: 500, reason: 'Internal Server Error', lines: [['content-length', '0']] });
      response.end();
    }
  }

  /** The outermost registration that ends the request, or else the innermost one that decides. */
  async #decide(request: IncomingMessage): Promise<Verdict> {
    let verdict = noVerdict;
    for (const setup of this.#tampering.registrations?.(this.#setup.cors, request) ?? this.#registrations(request)) {
      const decision = await decideFor(setup, request, this.#log, this.#tampering);
      if (decision === undefined) continue;
      verdict = this.#isOvershadowed(decision, verdict) ? withVaryOf(verdict, decision) : { decision, setup };
      if (decision.status !== undefined) break;
    }
    return verdict;
  }

  #isOvershadowed(inner: HeaderDecision, { decision: outer }: Verdict): boolean {
    return inner.kind === 'out-of-scope' && outer !== undefined && this.#tampering.outOfScopeWins !== true;
  }

  #registrations(request: IncomingMessage): readonly CorsSetup[] {
    return this.#setup.cors.filter(({ prefix }) => prefix === undefined || request.url?.startsWith(`${prefix}/`));
  }

  #before(): readonly WireHeader[] {
    return (this.#setup.before ?? []).map(([name, value]) => [name, String(value)]);
  }

  #outgoing(right: Outgoing, circumstances: Circumstances): Outgoing {
    return this.#tampering.outgoing?.(right, circumstances) ?? right;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, verdict: Verdict, status: number): Promise<void> {
    const { decision, setup } = verdict;
    if (decision === undefined) return;
    if (this.#tampering.forwardsAnswered === true) await this.#ask(request).then((answer) => answer.resume());
    const own: readonly WireHeader[] = [['content-length', '0']];
    const lines = applyToLines(
      [...this.#before(), ...(status === 204 ? [] : own)],
      decision,
      setup?.options?.foreignHeaders,
    );
    const circumstances = { request, decision, original: undefined };
    const body = this.#tampering.body?.(Buffer.alloc(0), circumstances) ?? Buffer.alloc(0);
    const outgoing = this.#outgoing({ status, reason: 'Answered', lines }, circumstances);
    send(response, {
      ...outgoing,
      lines: outgoing.lines.map(([name, value]) => [name, name === 'content-length' ? String(body.length) : value]),
    });
    response.end(body);
    request.resume();
  }

  /** The application's response to this very request, body and all. */
  #ask(request: IncomingMessage): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { method, url: path } = request;
      // PROOF: a flat list is taken as it is by Node 20, duplicates kept; the type declaration lags behind.
      const headers = request.rawHeaders as unknown as Record<string, string>;
      const upstream = sendRequest({
        host: '127.0.0.1',
        port: this.#upstream,
        method,
        path,
        headers,
        agent: this.#agent,
      });
      upstream.on('response', resolve);
      upstream.on('error', reject);
      if (request.complete) upstream.end();
      else request.pipe(upstream);
    });
  }

  async #forward(request: IncomingMessage, response: ServerResponse, { decision, setup }: Verdict): Promise<void> {
    for (let extra = (this.#tampering.forwards ?? 1) - 1; extra > 0; extra -= 1)
      await this.#ask(request).then((answer) => answer.resume());
    const answer = await this.#ask(request);
    const set = linesOf(answer.rawHeaders).filter(([name]) => name !== 'Connection' && name !== 'Keep-Alive');
    const isSet = (name: string): boolean => set.some(([key]) => key.toLowerCase() === name.toLowerCase());
    const lines = [...this.#before().filter(([name]) => !isSet(name)), ...set];
    const original = { status: answer.statusCode ?? 0, reason: answer.statusMessage ?? '', lines };
    const applied = decision === undefined ? lines : applyToLines(lines, decision, setup?.options?.foreignHeaders);
    const circumstances = { request, decision, original };
    answer.on('error', () => response.destroy());
    response.on('close', () => answer.destroy());
    const begin = (): void => send(response, this.#outgoing({ ...original, lines: applied }, circumstances));
    const { body } = this.#tampering;
    if (this.#tampering.buffers !== true) begin();
    if (body === undefined && this.#tampering.buffers !== true) {
      answer.pipe(response);
      return;
    }
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.on('end', () => {
      if (!response.headersSent) begin();
      const whole = Buffer.concat(pieces);
      response.end(body?.(whole, circumstances) ?? whole);
    });
  }

  upgrade(request: IncomingMessage, socket: Duplex): void {
    const upstream = connect(this.#upstream, '127.0.0.1');
    const head = linesOf(request.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    upstream.write(`GET ${request.url ?? '/'} HTTP/1.1\r\n${head.join('')}\r\n`);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    upstream.once('data', (bytes: Buffer) => {
      socket.write(
        this.#tampering.upgraded !== undefined && this.#setup.cors.length > 0 ? this.#tampering.upgraded(bytes) : bytes,
      );
      upstream.pipe(socket);
    });
    socket.pipe(upstream);
    socket.on('close', () => upstream.destroy());
  }
}
