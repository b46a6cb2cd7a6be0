import type { Browser } from './browser.js';

/** The same browser, but that it does not load a page anew that it shows already: what tests fetch is their own anyway. */
export function staying(browser: Browser): Browser {
  let shown: string | undefined;
  return {
    ...browser,
    goto: async (url) => {
      if (url === shown) return;
      shown = undefined;
      await browser.goto(url);
      shown = url;
    },
  };
}
