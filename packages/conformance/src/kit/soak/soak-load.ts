import { RawConnection, requestBytes } from '../wire/raw-client.js';
import { corsLinesOf, type WireResponse } from '../wire/wire-message.js';
import { type SoakSort, soakTraffic } from './soak-traffic.js';

const connections = 16;

/** With these reasons an answer has headers of CORS, and with no other. */
const withHeaders: readonly (string | undefined)[] = [
  'origin-allowed',
  'preflight-allowed',
  'method-not-allowed',
  'header-not-allowed',
];

/** What the client of a soak has done, and what came back. */
export interface SoakTally {
  readonly sent: ReadonlyMap<SoakSort, number>;
  readonly answers: ReadonlyMap<number, number>;
  /** Answers that are not what they should be. */
  readonly problems: readonly string[];
}

/** Asks a server for everything there is, on several connections at the same time, as fast as it answers. */
export class SoakLoad implements SoakTally {
  readonly #port: number;
  readonly sent = new Map<SoakSort, number>();
  readonly answers = new Map<number, number>();
  readonly problems: string[] = [];
  #count = 0;

  constructor(port: number) {
    this.#port = port;
  }

  get requests(): number {
    return this.#count;
  }

  /** Goes on for so long, and then until every request that was sent is answered. */
  async run(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    const ask = async (): Promise<void> => {
      let kept: RawConnection | undefined;
      try {
        while (performance.now() < end) kept = await this.#send(kept);
      } finally {
        kept?.destroy();
      }
    };
    await Promise.all(Array.from({ length: connections }, ask));
  }

  /** One request; returns the connection where it can be kept. */
  async #send(kept: RawConnection | undefined): Promise<RawConnection | undefined> {
    const count = this.#count++;
    const [sort] = soakTraffic.slice(count % soakTraffic.length);
    if (sort === undefined) return kept;
    this.sent.set(sort, (this.sent.get(sort) ?? 0) + 1);
    if (sort.hangsUp !== undefined) {
      await this.#hangUp(sort, count);
      return kept;
    }
    const connection = kept ?? (await RawConnection.open(this.#port));
    const response = await connection.exchange(sort.request(count));
    if (response !== undefined) this.answers.set(response.status, (this.answers.get(response.status) ?? 0) + 1);
    this.#judge(sort, count, response);
    if (response !== undefined && sort.closes !== true) return connection;
    connection.destroy();
    return undefined;
  }

  async #hangUp({ request, hangsUp }: SoakSort, count: number): Promise<void> {
    const connection = await RawConnection.open(this.#port);
    const bytes = requestBytes(request(count));
    connection.send(hangsUp === 'half-way' ? bytes.slice(0, -count % bytes.length) : bytes);
    if (hangsUp === 'mid-stream') await connection.waitFor('first');
    connection.destroy();
  }

  #judge({ name, status, reason }: SoakSort, count: number, response: WireResponse | undefined): void {
    const cors = response === undefined ? 0 : corsLinesOf(response).length;
    if (response?.status === status && cors > 0 === withHeaders.includes(reason)) return;
    this.problems.push(`${name} (request ${count}): ${response?.status ?? 'no answer'}, with ${cors} headers of CORS`);
  }
}
