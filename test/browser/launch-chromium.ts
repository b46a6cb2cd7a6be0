import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** No sandbox, so that it runs as root in a container; the rest keeps it from talking to anything but the test. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser with its web security as users have it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('there is no Chromium: install it, or name it in CHROMIUM');
  return chromium.launch({ executablePath, args: flags });
}
