import type { Browser as Model } from '@cors-policy/conformance/browser-model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../engine/browser.js';
import { everyChapter } from './every-chapter.js';
import { runInBrowser, runInModel, type Servers } from './run-experiment.js';
import { startScriptedServer } from './scripted-server.js';

/** Those that wait are left to whoever writes the page anew. */
const chapters = everyChapter.map(({ title, experiments }) => ({
  title,
  experiments: experiments.filter(
    ({ isBeyondModel, steps }) => isBeyondModel !== true && steps.every(({ after }) => after === undefined),
  ),
}));

const ports = /localhost:\d+/g;

/** Holds the model of a browser to it, in what no policy of ours does: wrong headers, statuses, redirects, caches. */
export function describeExperiments(browser: () => Browser, model: Model): void {
  describe('the model of this browser knows what it does', () => {
    let servers: Servers | undefined;

    beforeAll(async () => {
      servers = {
        own: await startScriptedServer(),
        asked: await startScriptedServer(),
        third: await startScriptedServer(),
      };
    });

    afterAll(async () => {
      for (const server of Object.values(servers ?? {})) await server.close();
    });

    test.each(chapters.filter(({ experiments }) => experiments.length > 0))('$title', async ({ experiments }) => {
      if (servers === undefined) throw new Error('the servers did not start');
      const wrong: string[] = [];
      for (const experiment of experiments) {
        const seen = experiment.tell(await runInBrowser(browser(), servers, experiment)).replace(ports, '');
        const expected = experiment.tell(runInModel(model, experiment)).replace(ports, '');
        if (seen !== expected) wrong.push(`${experiment.question}: expected ${expected}, got ${seen}`);
      }
      expect(wrong).toEqual([]);
    });
  });
}
