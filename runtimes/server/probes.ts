import { evaluate } from '@cors-policy/core';
import { applyDecision, definePolicy, withCors } from '@cors-policy/fetch';

/** What became of one probe; `problem` is absent where all is well. */
export interface ProbeResult {
  readonly name: string;
  readonly problem?: string;
}

type Probe = (origin: string) => Promise<void>;

const app = 'https://app.example';
const policy = definePolicy({ origins: app });
const decision = evaluate(policy, { method: 'GET', headers: { origin: app } });
const asking = (): Request => new Request('http://server.example/', { headers: { origin: app } });

const same = (actual: unknown, expected: unknown): void => {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
};

const identical = (actual: unknown, expected: unknown): void => {
  if (actual !== expected) throw new Error('is another object');
};

const allowOrigin = ({ headers }: Response): string | null => headers.get('access-control-allow-origin');

const fetchedWith =
  (status: number): Probe =>
  async (origin) => {
    const upstream = await fetch(`${origin}/-/bare/${status}`);
    const response = applyDecision(upstream, decision);
    same([response.status, allowOrigin(response), response.headers.get('etag')], [status, app, '"v1"']);
    same(response.headers.getSetCookie(), ['b=1; Path=/', 'a=2', 'b=3']);
    same(await response.text(), status === 200 ? 'body' : '');
  };

/** What only a program inside the runtime can see: which objects are the same, and what the runtime's own ones do. */
const probes: Readonly<Record<string, Probe>> = {
  'a response that can be changed is not copied': async () => {
    const made = new Response('body', { status: 201 });
    const { body } = made;
    identical(await withCors(policy, () => made)(asking()), made);
    identical(made.body, body);
    same([made.bodyUsed, body?.locked, allowOrigin(made)], [false, false, app]);
  },
  'a stream is neither read nor replaced': async () => {
    let pulls = 0;
    const stream = new ReadableStream({ pull: () => void pulls++ }, { highWaterMark: 0 });
    const response = await withCors(policy, () => new Response(stream))(asking());
    same([response.body?.locked, pulls], [false, 0]);
  },
  'Response.error() is returned untouched': async () => {
    const error = Response.error();
    identical(await withCors(policy, () => error)(asking()), error);
    same(allowOrigin(error), null);
  },
  'Response.redirect() keeps its location': async () => {
    const response = await withCors(policy, () => Response.redirect('http://server.example/b', 307))(asking());
    same(
      [response.status, response.headers.get('location'), allowOrigin(response)],
      [307, 'http://server.example/b', app],
    );
  },
  'Response.json() carries the headers': async () => {
    const response = await withCors(policy, () => Response.json({ a: 1 }))(asking());
    same([await response.json(), allowOrigin(response)], [{ a: 1 }, app]);
  },
  'a fetched 200 keeps cookies, their order and the body': fetchedWith(200),
  'a fetched 204 has no body': fetchedWith(204),
  'a fetched 304 has no body': fetchedWith(304),
  'a fetched body that was compressed arrives whole where it gets a new response': async (origin) => {
    const upstream = await fetch(`${origin}/-/gzip`);
    const isNew = applyDecision(upstream, decision) !== upstream;
    same(await upstream.text(), 'hello'.repeat(10));
    // In Bun it is changed in place, and sent as it would be without the adapter.
    if (isNew) same(await (await fetch(`${origin}/-/proxied`)).text(), 'hello'.repeat(10));
  },
  'further arguments are handed on': async () => {
    const handler = (_request: Request, env: string, context: number): Response => new Response(env + context);
    same(await (await withCors(policy, handler)(asking(), 'env', 1)).text(), 'env1');
  },
  'what a handler throws is rethrown as it is': async () => {
    for (const thrown of [new Error('a'), 'a', null]) {
      const failing = (): never => {
        throw thrown;
      };
      const caught = await withCors(
        policy,
        failing,
      )(asking()).then(
        () => 'nothing was thrown',
        (error: unknown) => error,
      );
      identical(caught, thrown);
    }
  },
};

/** Runs every probe, in order. */
export const runProbes = async (origin: string): Promise<readonly ProbeResult[]> => {
  const results: ProbeResult[] = [];
  for (const [name, probe] of Object.entries(probes)) {
    try {
      await probe(origin);
      results.push({ name });
    } catch (error) {
      results.push({ name, problem: String(error) });
    }
  }
  return results;
};
