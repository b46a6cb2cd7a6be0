import { env } from 'node:process';
import { chromium as playwright } from 'playwright-core';
import type { Browser, Engine } from './browser.js';
import { installed } from './installed.js';

/** No sandbox, so that it runs as root in a container; the rest keeps it from talking to anything but the tests. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium, driven by Playwright over its own protocol. `CHROMIUM` names another one than Debian's. */
export const chromium: Engine = {
  name: 'Chromium',
  profile: 'chromium',
  packages: 'chromium',
  find: () => installed(env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'),
  launch: (variables) => launchChromium([], variables),
};

/** Starts Chromium with further flags, which must leave its web security as it is. */
export async function launchChromium(
  more: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const executablePath = chromium.find();
  if (executablePath === undefined) throw new Error('there is no Chromium: install it, or name it in CHROMIUM');
  const browser = await playwright.launch({
    executablePath,
    args: [...flags, ...more],
    env: { ...present(env), ...variables },
  });
  const page = await browser.newPage();
  let heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  return {
    version: `Chromium ${browser.version()}`,
    goto: async (url) => void (await page.goto(url)),
    evaluate: (script) => page.evaluate<string>(script),
    console: async () => {
      const texts = heard;
      heard = [];
      return texts;
    },
    close: () => browser.close(),
  };
}

function present(variables: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(entries) as Record<string, string>;
}
