import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from './program.js';

/** An example that serves orders, as far as its tests need to know. */
export interface OrdersApi {
  readonly start: () => Promise<Program>;
  /** It asks for a session, which a preflight never has. */
  readonly session: boolean;
  /** It lets preview deployments read: `https://pr-*.preview.example.com`. */
  readonly previews: boolean;
  /** The request whose handler throws. Default: `GET /api/report`. */
  readonly failing?: { readonly method: string; readonly path: string };
  /** A path of the API that the application answers with 404; none where its platform does that. */
  readonly unknown?: string | undefined;
}

/** The origin that every example lets in. */
export const app = 'https://app.example.com';
const stranger = 'https://app.example.com.evil.example';

const preflightHeaders = {
  origin: app,
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'content-type',
};

/** What every preflight that a listed origin sends is told. */
const lists = {
  'access-control-allow-origin': app,
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'DELETE,GET,OPTIONS,PATCH,POST,PUT',
  'access-control-allow-headers': 'accept,authorization,content-type,user-agent,x-csrftoken,x-requested-with',
  'access-control-max-age': '86400',
};

const readable = {
  'access-control-allow-origin': app,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'x-total-count',
};

/** Every `access-control-*` header of a response. */
export const corsHeaders = ({ headers }: Response): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

/** The names in `Vary`, each as often as it stands there. */
export const varyNames = ({ headers }: Response): readonly string[] =>
  (headers.get('vary') ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter((name) => name !== '');

/** Sends a request of a user that is signed in. */
export const ask = (
  url: string,
  init: { readonly method?: string; readonly origin?: string } = {},
): Promise<Response> =>
  fetch(url, {
    method: init.method ?? 'GET',
    headers: { cookie: 'session=1', ...(init.origin === undefined ? {} : { origin: init.origin }) },
  });

/**
 * Runs an example and asks it over HTTP what every one of them must answer well.
 *
 * @param more tests of what only this example shows; they are given its URL
 */
export function describeOrdersApi(name: string, api: OrdersApi, more?: (url: () => string) => void): void {
  const { start, session, previews, failing = { method: 'GET', path: '/api/report' } } = api;
  const unknown = 'unknown' in api ? api.unknown : '/api/nowhere';

  describe(name, () => {
    let program: Program | undefined;
    const url = (): string => program?.url ?? 'http://it.did.not.start.invalid';
    beforeAll(async () => {
      program = await start();
    });
    afterAll(() => program?.stop());

    const preflight = (headers: Readonly<Record<string, string>>, path = '/api/orders/7'): Promise<Response> =>
      fetch(`${url()}${path}`, { method: 'OPTIONS', headers: { ...preflightHeaders, ...headers } });

    it('lets the app read, with cookies', async () => {
      const response = await ask(`${url()}/api/orders`, { origin: app });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(['tea', 'milk']);
      expect(corsHeaders(response)).toEqual(readable);
    });

    it('lets the app write', async () => {
      const response = await ask(`${url()}/api/orders/7`, { method: 'PUT', origin: app });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ id: '7' });
      expect(corsHeaders(response)).toEqual(readable);
    });

    it('serves another origin, and whoever has none, without any CORS header', async () => {
      for (const init of [{ origin: stranger }, {}]) {
        const response = await ask(`${url()}/api/orders`, init);
        expect(response.status).toBe(200);
        expect(corsHeaders(response)).toEqual({});
      }
    });

    it('keeps caches from mixing origins up: Vary names Origin, once, whoever asks', async () => {
      const asked = [{ origin: app }, { origin: stranger }, {}].map(async (init) =>
        varyNames(await ask(`${url()}/api/orders`, init)),
      );
      const [first = [], ...others] = await Promise.all(asked);
      expect(first.filter((name) => name === 'origin')).toHaveLength(1);
      expect(others).toEqual([first, first]);
    });

    it('answers a preflight in front of the application, without a session', async () => {
      for (const path of ['/api/orders/7', failing.path]) {
        const response = await preflight({}, path);
        expect(response.status).toBe(204);
        expect(corsHeaders(response)).toEqual(lists);
        expect(varyNames(response)).toEqual(
          expect.arrayContaining(['origin', 'access-control-request-method', 'access-control-request-headers']),
        );
        expect(response.headers.get('content-type')).toBeNull();
        expect(await response.text()).toBe('');
      }
    });

    it('refuses the preflight of another origin, in front of the application too', async () => {
      for (const path of ['/api/orders/7', failing.path]) {
        const response = await preflight({ origin: stranger }, path);
        expect(response.status).toBe(403);
        expect(corsHeaders(response)).toEqual({});
        expect(await response.text()).toBe('');
      }
    });

    it('tells a preflight for a method that is not listed what is listed', async () => {
      const response = await preflight({ 'access-control-request-method': 'PURGE' });
      expect(response.status).toBe(204);
      expect(corsHeaders(response)).toEqual(lists);
    });

    it('leaves an OPTIONS request that is no preflight to the application', async () => {
      const response = await ask(`${url()}/api/orders`, { method: 'OPTIONS', origin: app });
      expect(corsHeaders(response)).toEqual(readable);
    });

    it('lets the app read an error', async () => {
      const response = await ask(`${url()}${failing.path}`, { method: failing.method, origin: app });
      expect(response.status).toBe(500);
      expect(corsHeaders(response)).toEqual(readable);
    });

    if (unknown !== undefined) {
      it('lets the app read that there is nothing', async () => {
        const response = await ask(`${url()}${unknown}`, { origin: app });
        expect(response.status).toBe(404);
        expect(corsHeaders(response)).toEqual(readable);
      });
    }

    if (session) {
      it('lets the app read that it has to sign in', async () => {
        const response = await fetch(`${url()}/api/orders`, { headers: { origin: app } });
        expect(response.status).toBe(401);
        expect(corsHeaders(response)).toEqual(readable);
      });
    }

    if (previews) {
      it('lets a preview read, and nothing that only looks like one', async () => {
        const preview = 'https://pr-7.preview.example.com';
        expect(corsHeaders(await ask(`${url()}/api/orders`, { origin: preview }))).toEqual({
          ...readable,
          'access-control-allow-origin': preview,
        });
        for (const origin of ['https://preview.example.com', 'https://pr-7.evil.preview.example.com']) {
          expect(corsHeaders(await ask(`${url()}/api/orders`, { origin }))).toEqual({});
        }
      });
    }

    more?.(url);
  });
}
