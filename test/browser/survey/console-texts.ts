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
  const behind = other.stage(denial.other?.({ page, elsewhere: '' }) ?? { origins: '*' }, () => ({}));
  const elsewhere = `http://localhost:${other.port}${behind.path}`;
  const around: Surroundings = { page, elsewhere };
  const stage = api.stage(
    config(around),
    application?.(around) ?? (() => ({ headers: [['cache-control', 'no-store']] })),
  );
  const here = `http://localhost:${api.port}${stage.path}`;
  await browser.console?.();
  const [[sight] = []] = await fetchFrom(browser, place, [[{ ...fetch, url: `${here}/item` }]]);
  await sleep(200);
  const heard = (await browser.console?.()) ?? [];
  const names = (text: string): string =>
    text
      .replaceAll(here, 'https://api.example')
      .replaceAll(page, 'https://page.example')
      .replaceAll(elsewhere, 'https://elsewhere.example');
  const told = heard.map(names).filter((text) => !text.startsWith('Failed to load resource'));
  return { denial, isRead: sight?.readable === true, texts: [...new Set(told)], error: sight?.error };
}
