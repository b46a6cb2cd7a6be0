import type { Browser, Profile } from '../engine/browser.js';
import { fetchFrom } from '../page/fetch-from.js';
import type { PageFetch, Sight } from '../page/page-fetch.js';
import type { Api, ConfigFor, Stage } from '../server/api.js';
import type { Application } from '../server/reply.js';

/** Where a script runs: a page of the origin that policies list, one of another origin, or a sandboxed frame. */
export type From = 'listed' | 'stranger' | 'sandbox';

/** The part of the server that one test has for itself. */
export interface OwnPaths {
  /** `http://localhost:3000/c1`: everything below it belongs to the test. */
  readonly url: string;
  readonly path: string;
  /** What reached these paths, in order: `OPTIONS /item`. */
  wire(): readonly string[];
  /** What of it the application heard of. */
  handled(): readonly string[];
  /** A field of each request that arrived; empty where there was none. */
  field(name: string): readonly string[];
  /** What was answered, in order. */
  statuses(): readonly (number | undefined)[];
}

/** One adapter in one browser. */
export interface Scene {
  readonly profile: Profile;
  readonly browser: Browser;
  readonly listedOrigin: string;
  readonly strangerOrigin: string;
  /** Puts a policy and an application under paths of their own. */
  stage(config: ConfigFor, application?: Application): OwnPaths;
  /** Fetches from a page, one after the other, and tells what the script saw. */
  look(from: From, ...fetches: readonly PageFetch[]): Promise<readonly Sight[]>;
  /** Lets the browser show the page, for a test that runs a script of its own. */
  visit(from: From): Promise<void>;
}

const plainReply: Application = () => ({
  headers: [
    ['content-type', 'text/plain'],
    ['cache-control', 'no-store'],
  ],
});

/** Sets a scene between a browser and the server of one adapter. */
export function createScene(profile: Profile, browser: Browser, api: Api, pagePort: number): Scene {
  const listedOrigin = `http://localhost:${pagePort}`;
  const strangerOrigin = `http://127.0.0.1:${pagePort}`;
  const visit = (from: From): Promise<void> => browser.goto(`${from === 'stranger' ? strangerOrigin : listedOrigin}/`);
  return {
    profile,
    browser,
    listedOrigin,
    strangerOrigin,
    stage: (config, application = plainReply) => ownPaths(api.port, api.stage(config, application)),
    look: async (from, ...fetches) => {
      await visit(from);
      const [sights = []] = await fetchFrom(browser, from === 'sandbox' ? 'sandbox' : 'page', [fetches]);
      return sights;
    },
    visit,
  };
}

function ownPaths(port: number, { path, arrived }: Stage): OwnPaths {
  const shown = ({ method, url }: { method: string; url: string }): string => `${method} ${url.slice(path.length)}`;
  return {
    url: `http://localhost:${port}${path}`,
    path,
    wire: () => arrived.map(shown),
    handled: () => arrived.filter(({ handled }) => handled).map(shown),
    field: (name) => arrived.map(({ field }) => field(name)),
    statuses: () => arrived.map(({ status }) => status),
  };
}

/** What a script gets to know of an answer that it may not read: nothing. */
export const blocked = { readable: false, type: 'error', status: 0, headers: [], body: '' };

/** The headers that a script sees, by name. */
export const headersOf = ({ headers }: Sight): Readonly<Record<string, string>> => Object.fromEntries(headers);
