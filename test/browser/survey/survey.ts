import { standard } from '@cors-policy/conformance/browser-model';
import type { Browser, Engine } from '../engine/browser.js';
import { launchChromium } from '../engine/chromium.js';
import { models } from '../engine/models.js';
import { launchWebKitConsole } from '../engine/webkit-console.js';
import { startApi } from '../server/api.js';
import { nodeHttpServer } from '../server/node-http-server.js';
import { startPages } from '../server/page-server.js';
import { type ConsoleText, consoleTexts } from './console-texts.js';
import { everyChapter } from './every-chapter.js';
import { maxAgeCap } from './max-age-cap.js';
import { runInBrowser, runInModel, type Servers } from './run-experiment.js';
import { startScriptedServer } from './scripted-server.js';

/** What came of every experiment and every denial in one browser. */
export interface Survey {
  readonly version: string;
  /** By chapter and experiment, as they stand in `everyChapter`. */
  readonly told: readonly (readonly string[])[];
  /** What the model of this browser expects otherwise. */
  readonly surprises: readonly string[];
  readonly maxAgeCap: string;
  readonly consoleTexts: readonly ConsoleText[];
}

const named = (text: string, { own }: Servers): string =>
  text.replaceAll(`localhost:${own.port}`, 'page.example').replaceAll('localhost:8000', 'page.example');

/** Puts everything to one browser. */
export async function survey(engine: Engine): Promise<Survey> {
  const servers: Servers = {
    own: await startScriptedServer(),
    asked: await startScriptedServer(),
    third: await startScriptedServer(),
  };
  const browser = await engine.launch();
  const told: string[][] = [];
  const surprises: string[] = [];
  try {
    for (const { experiments } of everyChapter) {
      const answers: string[] = [];
      for (const experiment of experiments) {
        const answer = named(experiment.tell(await runInBrowser(browser, servers, experiment)), servers);
        answers.push(answer);
        if (experiment.isBeyondModel === true) continue;
        const expected = named(experiment.tell(runInModel(models[engine.profile], experiment)), servers);
        if (expected !== answer) surprises.push(`${experiment.question}: ${answer}, and by its model ${expected}`);
      }
      told.push(answers);
    }
  } finally {
    await browser.close();
  }
  const cap = await maxAgeCap(engine, servers);
  const texts = await textsOf(engine);
  for (const server of Object.values(servers)) await server.close();
  return { version: browser.version, told, surprises, maxAgeCap: cap, consoleTexts: texts };
}

async function textsOf(engine: Engine): Promise<readonly ConsoleText[]> {
  const pages = await startPages();
  const [api, other] = [await startApi(nodeHttpServer), await startApi(nodeHttpServer)];
  const browser: Browser = engine.profile === 'webkit' ? await launchWebKitConsole() : await engine.launch();
  try {
    return await consoleTexts(browser, api, other, pages.ports[0]);
  } finally {
    await browser.close();
    for (const server of [api, other, pages]) await server.close();
  }
}

/** What Chromium does for a page on the public network that asks a server on this machine. */
export async function publicToLoopback(): Promise<{ readonly reached: number; readonly text: string }> {
  const pages = await startPages();
  const api = await startApi(nodeHttpServer);
  const browser = await launchChromium([`--ip-address-space-overrides=127.0.0.1:${pages.ports[0]}=public`]);
  try {
    const page = `http://localhost:${pages.ports[0]}`;
    const stage = api.stage({ origins: [page], methods: 'PUT', privateNetwork: true }, () => ({}));
    const url = `http://localhost:${api.port}${stage.path}`;
    await browser.goto(`${page}/`);
    await browser.evaluate(`fetch('${url}', { method: 'PUT' }).then(() => 'read', () => 'blocked')`);
    const [text = ''] = (await browser.console?.()) ?? [];
    return {
      reached: stage.arrived.length,
      text: text.replaceAll(url, 'https://api.example').replaceAll(page, 'https://page.example'),
    };
  } finally {
    await browser.close();
    for (const server of [api, pages]) await server.close();
  }
}

/** What the text of the standard says of every experiment; `undefined` where it says nothing. */
export function standardText(): readonly (readonly (string | undefined)[])[] {
  return everyChapter.map(({ experiments }) =>
    experiments.map((experiment) => {
      if (experiment.isBeyondModel === true) return undefined;
      return experiment.tell(runInModel(standard, experiment)).replaceAll('localhost:8000', 'page.example');
    }),
  );
}
