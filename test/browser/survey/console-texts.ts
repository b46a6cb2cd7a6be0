import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '../engine/browser.js';
import { fetchFrom } from '../page/fetch-from.js';
import type { Api } from '../server/api.js';
import { type Denial, denials, type Surroundings } from './denials.js';

/** What a browser says of a denial. */
export interface ConsoleText {
  readonly denial: Denial;
  readonly isRead: boolean;
  /** What the console was told, each text once. */
  readonly texts: readonly string[];
  /** What the script caught. */
  readonly error: string | undefined;
}

/** Provokes every denial, one after the other, and takes down what the console is told. */
export async function consoleTexts(
  browser: Browser,
  api: Api,
  other: Api,
  pagePort: number,
): Promise<readonly ConsoleText[]> {
  const page = `http://localhost:${pagePort}`;
  await browser.goto(`${page}/`);
  const texts: ConsoleText[] = [];
  for (const denial of denials) texts.push(await provoke(browser, api, other, page, denial));
  return texts;
}

async function provoke(browser: Browser, api: Api, other: Api, page: string, denial: Denial): Promise<ConsoleText> {
  const { config, application, fetch, place = 'page' } = denial;
  const open = other.stage({ origins: '*' }, () => ({}));
  const elsewhere = `http://localhost:${other.port}${open.path}`;
  const around = (path: string): Surroundings => ({ page, here: `http://localhost:${api.port}${path}`, elsewhere });
  const stage = api.stage(
    (path) => config(around(path)),
    application?.(around('')) ?? (() => ({ headers: [['cache-control', 'no-store']] })),
  );
  await browser.console?.();
  const [[sight] = []] = await fetchFrom(browser, place, [[{ ...fetch, url: `${around(stage.path).here}/item` }]]);
  await sleep(200);
  const heard = (await browser.console?.()) ?? [];
  const names = (text: string): string =>
    text
      .replaceAll(around(stage.path).here, 'https://api.example')
      .replaceAll(page, 'https://page.example')
      .replaceAll(elsewhere, 'https://elsewhere.example');
  const told = heard.map(names).filter((text) => !text.startsWith('Failed to load resource'));
  return { denial, isRead: sight?.readable === true, texts: [...new Set(told)], error: sight?.error };
}
