import type { Browser } from '../engine/browser.js';
import { runInPage, scriptOf } from '../engine/page-script.js';
import { type FetchSequence, fetchInPage, type Sight } from './page-fetch.js';

/** Where a script runs: a page, or a sandboxed frame in it, whose origin is opaque (`Origin: null`). */
export type Place = 'page' | 'sandbox';

/** Browsers open six connections to a host at most. */
const width = 6;

/**
 * Fetches from the page that the browser is at, and tells what the script could read.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque
 */
export function fetchFrom(
  browser: Browser,
  place: Place,
  sequences: readonly FetchSequence[],
): Promise<readonly (readonly Sight[])[]> {
  const argument = { sequences, width };
  if (place === 'page') return runInPage(browser, fetchInPage, argument);
  return runInPage(browser, runInSandbox, { script: scriptOf(fetchInPage.toString(), argument) });
}

/** Runs in the page: it may use nothing of this module. */
function runInSandbox({ script }: { readonly script: string }): Promise<Sight[][]> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    const text = `${script}.then((result) => parent.postMessage(result, '*'))`;
    // Encoded, so that nothing in it ends the element.
    frame.srcdoc = `<script>eval(decodeURIComponent("${encodeURIComponent(text)}"))</script>`;
    addEventListener(
      'message',
      ({ data }: MessageEvent<string>) => {
        frame.remove();
        // PROOF: the frame's own script sends what it got as JSON.
        resolve(JSON.parse(data) as Sight[][]);
      },
      { once: true },
    );
    document.body.append(frame);
  });
}
