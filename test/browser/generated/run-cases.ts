import type { Browser as Model } from '@cors-policy/conformance/browser-model';
import type { Browser } from '../engine/browser.js';
import { fetchFrom } from '../page/fetch-from.js';
import { modelRequest } from '../page/model-request.js';
import type { Sight } from '../page/page-fetch.js';
import type { Api, Stage } from '../server/api.js';
import { type CasePlan, caseOf } from './case-plan.js';
import { arrivalDifferences, sightDifferences } from './compare.js';
import { type Expectation, expectationOf, type KnownCase } from './expectation.js';
import { originOf, pageAddress } from './page-place.js';

/** Where cases are run, and what the browser is expected to be like. */
export interface Laboratory {
  readonly browser: Browser;
  readonly model: Model;
  readonly pagePorts: readonly [number, number];
  /** One for each adapter. */
  readonly apis: readonly Api[];
}

/** A case that was run. */
export interface CaseRun {
  readonly number: number;
  readonly adapter: string;
  readonly known: KnownCase;
  readonly expected: readonly Expectation[];
  readonly sights: readonly Sight[];
  /** Empty where all was as expected. */
  readonly differences: readonly string[];
}

interface Staged {
  readonly number: number;
  readonly plan: CasePlan;
  readonly adapter: string;
  readonly stage: Stage;
  readonly known: KnownCase;
}

/** Runs the cases of these numbers, side by side where they are for the same page. */
export async function runCases(
  laboratory: Laboratory,
  seed: number,
  numbers: readonly number[],
): Promise<readonly CaseRun[]> {
  const groups = new Map<string, Staged[]>();
  for (const number of numbers) {
    const staged = stageCase(laboratory, seed, number);
    const { host, portIndex, place } = staged.plan.page;
    const page = `${place} ${host} ${portIndex}`;
    groups.set(page, [...(groups.get(page) ?? []), staged]);
  }
  const runs: CaseRun[] = [];
  for (const group of groups.values()) runs.push(...(await runInOnePage(laboratory, group)));
  const late = runs.filter(({ sights }) => tookTooLong(sights)).map(({ number }) => number);
  const again = late.length === 0 ? [] : await runCases(laboratory, seed, late);
  return [...runs.filter(({ number }) => !late.includes(number)), ...again];
}

/** A preflight without a max-age is kept for five seconds: of a case that takes longer, nothing can be said. */
function tookTooLong(sights: readonly Sight[]): boolean {
  return sights.length > 1 && (sights.at(-1)?.ended ?? 0) - (sights[0]?.began ?? 0) > 4_000;
}

function stageCase({ apis, pagePorts }: Laboratory, seed: number, number: number): Staged {
  const plan = caseOf(seed, number);
  const api = apis[number % apis.length];
  if (api === undefined) throw new Error('there is no server');
  const stage = api.stage(
    (path) => plan.policy(pagePorts, path),
    () => plan.reply,
  );
  const origin = originOf(plan.page, pagePorts);
  const url = `http://${plan.apiHost}:${api.port}${stage.path}${plan.target}`;
  const requests = plan.requests.map((request) => modelRequest(origin, { ...request, url }));
  const config = plan.policy(pagePorts, stage.path);
  return { number, plan, adapter: api.adapter, stage, known: { config, reply: plan.reply, requests } };
}

async function runInOnePage(
  { browser, model, pagePorts }: Laboratory,
  group: readonly Staged[],
): Promise<readonly CaseRun[]> {
  const [first] = group;
  if (first === undefined) return [];
  const { page } = first.plan;
  await browser.goto(`${pageAddress(page, pagePorts)}/`);
  const sequences = group.map(({ known }) => known.requests);
  const sights = await fetchFrom(browser, page.place, sequences);
  return group.map((staged, at) => judge(staged, expectationOf(staged.known, model), sights[at] ?? []));
}

function judge(
  { number, plan, adapter, stage, known }: Staged,
  expected: readonly Expectation[],
  sights: readonly Sight[],
): CaseRun {
  const isSameSite = plan.page.place === 'page' && plan.page.host === plan.apiHost;
  const seen = expected.flatMap((expectation, at) => {
    const sight = sights[at];
    if (sight === undefined) return [`fetch ${at + 1} was never made`];
    const hasOwnHeaders = plan.reply === 'throws' && expectation.handled.includes(true);
    return sightDifferences(expectation, sight, hasOwnHeaders).map((text) => `fetch ${at + 1}: ${text}`);
  });
  const differences = [...seen, ...arrivalDifferences(expected, stage.arrived, isSameSite)];
  return { number, adapter, known, expected, sights, differences };
}
