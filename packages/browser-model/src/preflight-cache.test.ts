import { describe, expect, it } from 'vitest';
import { browse, type Outcome } from './browse.js';
import { type Browser, chromium, firefox, standard, webkit } from './browser.js';
import type { BrowserRequest, WireRequest, WireResponse } from './browser-request.js';
import type { HeaderList } from './header-list.js';
import { emptyCache, type PreflightCache } from './preflight-cache.js';
import { API, OTHER, PAGE, sampleRequest } from './sample-exchange.js';

/** What the preflights of a server say, and what its answers say. */
interface Policy {
  readonly preflight: HeaderList;
  readonly actual: HeaderList;
}

const shared: HeaderList = [
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-credentials', 'true'],
];

const allowing = (methods: string, headerNames: string, maxAge?: string): Policy => ({
  preflight: [
    ...shared,
    ['access-control-allow-methods', methods],
    ['access-control-allow-headers', headerNames],
    ...(maxAge === undefined ? [] : [['access-control-max-age', maxAge] as const]),
  ],
  actual: shared,
});

/** A page that stays open: it fetches again and again, and the browser remembers. */
class OpenPage {
  private cache: PreflightCache = emptyCache;
  now = 1000;

  constructor(
    readonly browser: Browser,
    public policy: Policy,
  ) {}

  fetch(fields: Partial<BrowserRequest>): Outcome {
    const server = ({ method, headers }: WireRequest): WireResponse => {
      const isPreflight = method === 'OPTIONS' && headers.some(([name]) => name === 'access-control-request-method');
      return isPreflight
        ? { status: 204, headers: this.policy.preflight }
        : { status: 200, headers: this.policy.actual };
    };
    const { browser, cache, now } = this;
    const outcome = browse(sampleRequest(fields), server, { browser, cache, now });
    ({ cache: this.cache } = outcome);
    return outcome;
  }

  /** Whether a fetch was preflighted. */
  asks(fields: Partial<BrowserRequest>): boolean {
    const outcome = this.fetch(fields);
    expect(outcome.readable).toBe(true);
    return outcome.sent.length === 2;
  }
}

const everyBrowser = [standard, chromium, firefox, webkit];
const put = { method: 'PUT' } as const;
const xA = { headers: [['x-a', '1']] } as const;

describe.each(everyBrowser)('the preflight cache of $name', (browser) => {
  it('serves the same request, another method of the list, and another listed header', () => {
    const page = new OpenPage(browser, allowing('PUT,DELETE', 'x-a,x-b', '100'));
    expect(page.asks({ ...put, ...xA })).toBe(true);
    expect(page.asks({ ...put, ...xA })).toBe(false);
    expect(page.asks({ method: 'DELETE' })).toBe(false);
    expect(page.asks({ method: 'POST', headers: [['X-B', '1']] })).toBe(false);
  });

  it('serves no other page, no other URL and nothing that is not listed', () => {
    const page = new OpenPage(browser, allowing('PUT,DELETE', 'x-a', '100'));
    page.fetch(put);
    expect(page.asks({ ...put, url: `${API}/other` })).toBe(true);
    expect(page.asks({ ...put, url: `${API}/item?a` })).toBe(true);
    expect(page.asks({ ...put, url: `${API}/item#a` })).toBe(false);
    expect(page.fetch({ ...put, origin: OTHER }).sent.length).toBe(1);
    expect(page.fetch({ method: 'PATCH' }).sent.length).toBe(1);
  });

  it('forgets when the time has passed', () => {
    const page = new OpenPage(browser, allowing('PUT', '', '100'));
    page.fetch(put);
    page.now += 99;
    expect(page.asks(put)).toBe(false);
    page.now += 1;
    expect(page.asks(put)).toBe(true);
  });

  /** @see https://github.com/web-platform-tests/wpt/blob/master/cors/preflight-cache.htm */
  it('remembers for five seconds where the server does not say for how long, and not at all for 0', () => {
    const page = new OpenPage(browser, allowing('PUT', ''));
    page.fetch(put);
    page.now += 4;
    expect(page.asks(put)).toBe(false);
    page.now += 5;
    page.policy = allowing('PUT', '', '0');
    expect(page.asks(put)).toBe(true);
    expect(page.asks(put)).toBe(true);
  });

  it('remembers no longer than its cap', () => {
    const page = new OpenPage(browser, allowing('PUT', '', '9999999'));
    page.fetch(put);
    const cap = browser.maxAgeCap;
    page.now += Number.isFinite(cap) ? cap - 1 : 9_000_000;
    expect(page.asks(put)).toBe(false);
    page.now += Number.isFinite(cap) ? 1 : 999_999;
    expect(page.asks(put)).toBe(true);
  });

  it('never takes a preflight without credentials for one with them', () => {
    const page = new OpenPage(browser, allowing('PUT', '', '100'));
    page.fetch({ ...put, credentials: 'omit' });
    expect(page.asks({ ...put, credentials: 'include' })).toBe(true);
  });

  it('remembers nothing of a preflight that failed, WebKit aside', () => {
    const page = new OpenPage(browser, allowing('PUT', '', '100'));
    expect(page.fetch({ ...put, ...xA }).readable).toBe(false);
    expect(page.asks(put)).toBe(!browser.quirks.cacheKeepsDenials);
  });

  it('is not used where the upload is listened to and the method is not listed', () => {
    const page = new OpenPage(browser, allowing('PUT', '', '100'));
    page.fetch(put);
    expect(page.asks({ ...put, uploadListener: true })).toBe(false);
    expect(page.asks({ method: 'POST', body: 'x', uploadListener: true })).toBe(true);
  });
});

describe('where browsers differ from the standard, or it leaves them the choice', () => {
  it('a preflight with credentials serves requests without, but not in Firefox', () => {
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, allowing('PUT', '', '100'));
      page.fetch({ ...put, credentials: 'include' });
      expect(page.asks({ ...put, credentials: 'omit' })).toBe(browser === firefox);
    }
  });

  it('a cached * serves any method and header, but not in Firefox; never authorization by the text', () => {
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, allowing('*', '*,authorization', '100'));
      page.fetch({ ...put, credentials: 'omit' });
      expect(page.asks({ method: 'DELETE', ...xA, credentials: 'omit' })).toBe(browser === firefox);
    }
    const page = new OpenPage(standard, allowing('PUT', '*', '100'));
    page.fetch({ ...put, ...xA, credentials: 'omit' });
    expect(page.fetch({ headers: [['authorization', '1']] }).sent.length).toBe(1);
  });

  it('HEAD has to be listed in Firefox', () => {
    const head = { method: 'HEAD', ...xA };
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, allowing('PUT', 'x-a', '100'));
      page.fetch(xA);
      expect(page.asks(head)).toBe(browser === firefox);
    }
    const page = new OpenPage(firefox, allowing('HEAD', 'x-a', '100'));
    page.fetch(xA);
    expect(page.asks(head)).toBe(false);
  });

  it('a max-age of -1 is 5 seconds by the text, and none in browsers', () => {
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, allowing('PUT', '', '-1'));
      page.fetch(put);
      expect(page.asks(put)).toBe(browser !== standard);
    }
  });

  it.each(['100, 100', '1e3', '100s', '+100', '"100"'])(
    'a max-age of %j is 5 seconds, and none in Firefox',
    (maxAge) => {
      for (const browser of everyBrowser) {
        const page = new OpenPage(browser, allowing('PUT', '', maxAge));
        page.fetch(put);
        page.now += 4;
        expect(page.asks(put)).toBe(browser === firefox);
      }
    },
  );

  it('no-store, reload and conditional requests ask again in Chromium and Firefox', () => {
    const conditional = { headers: [['if-none-match', '"1"']] } as const;
    for (const fields of [{ cache: 'no-store' }, { cache: 'reload' }, conditional] as const)
      for (const browser of everyBrowser) {
        const page = new OpenPage(browser, allowing('PUT', 'if-none-match', '100'));
        page.fetch(put);
        expect(page.asks({ ...put, ...fields })).toBe(browser === chromium || browser === firefox);
      }
  });

  it('a preflight is forgotten when the request that it was for fails, but not in Chromium and WebKit', () => {
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, { ...allowing('PUT', '', '100'), actual: [] });
      expect(page.fetch(put)).toMatchObject({ readable: false });
      page.policy = allowing('PUT', '', '100');
      expect(page.asks(put)).toBe(browser === standard || browser === firefox);
    }
  });

  it('preflights add up, but in Chromium and WebKit the last takes the place of the one before', () => {
    for (const browser of everyBrowser) {
      const page = new OpenPage(browser, allowing('PUT', '', '100'));
      page.fetch(put);
      page.policy = allowing('DELETE', '', '100');
      page.fetch({ method: 'DELETE' });
      page.policy = allowing('PUT,DELETE', '', '100');
      expect(page.asks({ method: 'DELETE' })).toBe(false);
      expect(page.asks(put)).toBe(browser === chromium || browser === webkit);
    }
  });
});
