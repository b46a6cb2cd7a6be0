import { afterAll, beforeAll, describe } from 'vitest';
import type { Browser, Engine } from './engine/browser.js';
import { models } from './engine/models.js';
import { staying } from './engine/staying.js';
import { describeGenerated } from './generated/describe-generated.js';
import { describeMutants } from './generated/describe-mutants.js';
import { caseCount, onlyCase } from './generated/replay.js';
import type { Laboratory } from './generated/run-cases.js';
import { type Api, startApi } from './server/api.js';
import { everyAdapter } from './server/every-adapter.js';
import { type PageServer, startPages } from './server/page-server.js';
import type { Sabotage } from './server/sabotage.js';
import { describeExperiments } from './survey/describe-experiments.js';
import { describeAnswers } from './written/answers.js';
import { describeControls } from './written/controls.js';
import { describeCredentials } from './written/credentials.js';
import { describePreflights } from './written/preflights.js';
import { describeRedirects } from './written/redirects.js';
import { createScene, type Scene } from './written/scene.js';
import { describeWhoReads } from './written/who-reads.js';

interface Started {
  readonly browser: Browser;
  readonly pages: PageServer;
  readonly apis: readonly Api[];
}

export interface Amount {
  /** How many cases are generated. */
  readonly cases: number;
  /** One of so many servers that get something wrong. */
  readonly oneMutantIn: number;
}

/** Everything that a browser engine is put through: what was written by hand for each adapter, and what is generated. */
export function describeEngine(engine: Engine, { cases, oneMutantIn }: Amount): void {
  describe(engine.name, () => {
    let started: Started | undefined;
    let mutant: Sabotage | undefined;

    beforeAll(async () => {
      const pages = await startPages();
      const apis = await Promise.all(everyAdapter.map((adapter) => startApi(adapter, (block) => mutant?.(block))));
      started = { pages, apis, browser: staying(await engine.launch()) };
    });

    afterAll(async () => {
      await started?.browser.close();
      for (const api of started?.apis ?? []) await api.close();
      await started?.pages.close();
    });

    const parts = (): Started => {
      if (started === undefined) throw new Error(`${engine.name} did not start`);
      return started;
    };
    const laboratory = (): Laboratory => {
      const { browser, apis, pages } = parts();
      return { browser, apis, pagePorts: pages.ports, model: models[engine.profile] };
    };
    const sceneOf = (index: number) => (): Scene => {
      const { browser, apis, pages } = parts();
      const api = apis[index % apis.length];
      if (api === undefined) throw new Error('there is no server');
      return createScene(engine.profile, browser, api, pages.ports[0]);
    };

    if (onlyCase !== undefined) {
      describeGenerated(engine.profile, laboratory, [onlyCase]);
      return;
    }
    for (const [index, { name }] of everyAdapter.entries()) {
      describe(name, () => {
        const scene = sceneOf(index);
        describeControls(scene);
        describeWhoReads(scene);
        describeCredentials(scene);
        describeAnswers(scene);
        describePreflights(scene);
        describeRedirects(scene, sceneOf(index + 1));
      });
    }
    describeExperiments(() => parts().browser, models[engine.profile]);
    describeGenerated(
      engine.profile,
      laboratory,
      Array.from({ length: caseCount ?? cases }, (_, number) => number),
    );
    describeMutants(laboratory, oneMutantIn, (next) => {
      mutant = next;
    });
  });
}
