import type { Page } from 'playwright-core';

/** What a script saw of a fetch. */
export type Sight =
  | { readonly readable: false }
  | {
      readonly readable: true;
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
    };

/** What of `RequestInit` survives the way into the page. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: 'include' | 'omit';
  readonly cache?: 'default' | 'no-store';
  readonly mode?: 'cors' | 'no-cors';
  readonly body?: string;
}

/** Fetches from a script of the page and tells what the script could read. */
export function fetchFrom(page: Page, url: string, options: FetchOptions = {}): Promise<Sight> {
  return page.evaluate(fetchInPage, { url, options });
}

/**
 * Fetches from a script inside a sandboxed frame of the page, whose origin is opaque (`Origin: null`).
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque
 */
export function fetchFromSandbox(page: Page, url: string): Promise<Sight> {
  return page.evaluate(
    ({ script }) =>
      new Promise<Sight>((resolve) => {
        const frame = document.createElement('iframe');
        frame.sandbox.add('allow-scripts');
        frame.srcdoc = `<script>${script}</script>`;
        addEventListener('message', (event: MessageEvent<Sight>) => resolve(event.data), { once: true });
        document.body.append(frame);
      }),
    {
      script: `(${fetchInPage.toString()})(${JSON.stringify({ url, options: {} })}).then((sight) => parent.postMessage(sight, '*'))`,
    },
  );
}

/** Runs in the browser: it may use nothing of this module. */
async function fetchInPage({ url, options }: { url: string; options: FetchOptions }): Promise<Sight> {
  try {
    const response = await fetch(url, options);
    if (response.type === 'opaque') return { readable: false };
    return {
      readable: true,
      status: response.status,
      body: await response.text(),
      headers: Object.fromEntries(response.headers),
    };
  } catch {
    return { readable: false };
  }
}
