import { type Browser as Model, browse, emptyCache } from '@cors-policy/conformance/browser-model';
import type { Browser } from '../engine/browser.js';
import { fetchFrom } from '../page/fetch-from.js';
import { modelRequest } from '../page/model-request.js';
import type { PageFetch, Sight } from '../page/page-fetch.js';
import type { Asked, Experiment, Seen, Step } from './experiment.js';
import type { ScriptedServer } from './scripted-server.js';

/** The page's server, the one that it asks, and one that this leads to. */
export interface Servers {
  readonly own: ScriptedServer;
  readonly asked: ScriptedServer;
  readonly third: ScriptedServer;
}

let experiments = 0;

const pagePort = ({ own, third }: Servers, { isStranger }: Step): number =>
  isStranger === true ? third.port : own.port;

/** Puts an experiment to a browser. */
export async function runInBrowser(browser: Browser, servers: Servers, experiment: Experiment): Promise<Seen> {
  const id = `e${++experiments}`;
  const { answering, place = 'page', steps } = experiment;
  const arrived: Asked[] = [];
  const elsewhere = `http://localhost:${servers.third.port}/${id}`;
  for (const server of [servers.own, servers.asked, servers.third]) server.script(id, { answering, elsewhere, arrived });
  const sights: Sight[] = [];
  for (let at = 0; at < steps.length; ) {
    // Steps of the same page go together.
    const [first, ...others] = steps.slice(at);
    if (first === undefined) break;
    const port = pagePort(servers, first);
    const end = others.findIndex((step) => pagePort(servers, step) !== port);
    const group = [first, ...(end === -1 ? others : others.slice(0, end))];
    await browser.goto(`http://localhost:${port}/`);
    const fetches = group.map((step) => fetchOf(step, `http://localhost:${portOf(servers, step)}/${id}`));
    const [seen = []] = await fetchFrom(browser, place, [fetches]);
    sights.push(...seen);
    at += group.length;
  }
  return {
    sights: sights.map(({ readable, headers }) => ({ readable, headers: headers.map(([name]) => name) })),
    sent: arrived,
  };
}

function portOf({ own, asked }: Servers, { isSameOrigin }: Step): number {
  return isSameOrigin === true ? own.port : asked.port;
}

function fetchOf({ name = 'item', isSameOrigin: _own, isStranger: _stranger, ...fetch }: Step, base: string): PageFetch {
  return { ...fetch, url: `${base}/${name}` };
}

/** Puts it to a model of a browser, with the same answers. */
export function runInModel(model: Model, { answering, place = 'page', steps }: Experiment): Seen {
  const own = 'http://localhost:8000';
  const [here, elsewhere] = ['http://localhost:8001/e', 'http://localhost:8002/e'];
  const sights: { readable: boolean; headers: string[] }[] = [];
  const sent: Asked[] = [];
  let cache = emptyCache;
  let now = 0;
  for (const step of steps) {
    now += (step.after ?? 0) / 1000;
    const base = step.isSameOrigin === true ? `${own}/e` : here;
    const request = modelRequest(place === 'sandbox' ? 'null' : own, fetchOf(step, base));
    const outcome = browse(
      request,
      ({ method, url, headers }) => {
        const field = (name: string): string =>
          headers
            .filter(([key]) => key === name)
            .map(([, value]) => value)
            .join(', ');
        const isPreflight = method === 'OPTIONS' && field('access-control-request-method') !== '';
        const name = new URL(url).pathname.split('/').at(-1) ?? '';
        const asked: Asked = { method, isPreflight, field, name, here, elsewhere };
        sent.push(asked);
        const { status = 200, headers: lines } = answering(asked);
        return { status, headers: lines };
      },
      { browser: model, cache, now },
    );
    ({ cache } = outcome);
    sights.push({ readable: outcome.readable, headers: outcome.headers.map(([name]) => name) });
  }
  return { sights, sent };
}
