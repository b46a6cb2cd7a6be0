import type { Profile } from '../engine/browser.js';
import { replayCommand } from './replay.js';
import type { CaseRun } from './run-cases.js';

const mostShown = 3;

/** The cases that went otherwise than expected, for people: what was asked, and how to see it again. */
export function reportOf(profile: Profile, runs: readonly CaseRun[]): string {
  const wrong = runs.filter(({ differences }) => differences.length > 0);
  if (wrong.length === 0) return '';
  const shown = wrong.slice(0, mostShown).map((run) => storyOf(profile, run));
  return [`${wrong.length} of ${runs.length} cases went otherwise than expected`, ...shown].join('\n\n');
}

function storyOf(profile: Profile, { number, adapter, known, sights, differences }: CaseRun): string {
  const { config, reply, requests } = known;
  return [
    replayCommand(profile, number),
    `${adapter}, ${JSON.stringify(config)}`,
    `the application answers ${JSON.stringify(reply)}`,
    ...requests.map((request, at) => `fetch ${at + 1}: ${JSON.stringify(request)} ${sights[at]?.error ?? ''}`),
    ...differences,
  ].join('\n');
}
