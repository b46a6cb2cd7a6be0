import { browse, emptyCache, type Browser as Model } from '@cors-policy/conformance/browser-model';
import type { Browser } from '../engine/browser.js';
import { fetchFrom, type Place } from '../page/fetch-from.js';
import { modelRequest } from '../page/model-request.js';
import type { PageFetch, Sight } from '../page/page-fetch.js';
import type { Answering, Asked, Experiment, Seen, Step } from './experiment.js';
import type { ScriptedServer } from './scripted-server.js';

/** The page's server, the one that it asks, and one that this leads to. */
export interface Servers {
  readonly own: ScriptedServer;
  readonly asked: ScriptedServer;
  readonly third: ScriptedServer;
}

let experiments = 0;

/** Puts an experiment to a browser. */
export async function runInBrowser(browser: Browser, servers: Servers, experiment: Experiment): Promise<Seen> {
  const { answering, place = 'page', steps } = experiment;
  const id = `e${++experiments}`;
  const arrived = script(servers, id, answering);
  const sights: Sight[] = [];
  for (const group of byPage(steps)) {
    const port = group[0]?.isStranger === true ? servers.third.port : servers.own.port;
    await browser.goto(`http://localhost:${port}/`);
    sights.push(...(await fetchSteps(browser, servers, id, place, group)));
  }
  return {
    sights: sights.map(({ readable, headers }) => ({ readable, headers: headers.map(([name]) => name) })),
    sent: arrived,
  };
}

/** A page that stays open between the fetches. */
export async function runOnPage(
  browser: Browser,
  servers: Servers,
  answering: Answering,
): Promise<{ fetch(step: Step): Promise<unknown>; preflights(): number }> {
  const id = `e${++experiments}`;
  const arrived = script(servers, id, answering);
  await browser.goto(`http://localhost:${servers.own.port}/`);
  return {
    fetch: (step) => fetchSteps(browser, servers, id, 'page', [step]),
    preflights: () => arrived.filter(({ isPreflight }) => isPreflight).length,
  };
}

/** Lets all servers answer the paths of an experiment; what reaches them comes into the list. */
function script(servers: Servers, id: string, answering: Answering): readonly Asked[] {
  const arrived: Asked[] = [];
  const elsewhere = `http://localhost:${servers.third.port}/${id}`;
  for (const server of Object.values(servers)) server.script(id, { answering, elsewhere, arrived });
  return arrived;
}

/** Steps in a row that are of the same page. */
function byPage(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.isStranger === step.isStranger) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function fetchSteps(
  browser: Browser,
  { own, asked }: Servers,
  id: string,
  place: Place,
  steps: readonly Step[],
): Promise<readonly Sight[]> {
  const fetches = steps.map((step) => {
    const host = step.isAddress === true ? '127.0.0.1' : 'localhost';
    return fetchOf(step, `http://${host}:${step.isSameOrigin === true ? own.port : asked.port}/${id}`);
  });
  const [sights = []] = await fetchFrom(browser, place, [fetches]);
  return sights;
}

/** What says where it goes stays in it: `fetch()` does not look at it. */
function fetchOf({ name = 'item', ...step }: Step, base: string): PageFetch {
  return { ...step, url: `${base}/${name}` };
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
    const url = step.isSameOrigin === true ? `${own}/e` : here;
    const outcome = browse(
      modelRequest(place === 'sandbox' ? 'null' : own, fetchOf(step, url)),
      ({ method, url, headers }) => {
        const lines = (name: string): readonly string[] =>
          headers.filter(([key]) => key === name).map(([, value]) => value);
        const field = (name: string): string => lines(name).join(', ');
        const isPreflight = method === 'OPTIONS' && field('access-control-request-method') !== '';
        const name = new URL(url).pathname.split('/').at(-1) ?? '';
        const asked: Asked = { method, isPreflight, field, name, here, elsewhere };
        sent.push(asked);
        return { status: 200, ...answering(asked) };
      },
      { browser: model, cache, now },
    );
    ({ cache } = outcome);
    sights.push({ readable: outcome.readable, headers: outcome.headers.map(([name]) => name) });
  }
  return { sights, sent };
}
