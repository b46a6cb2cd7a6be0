import { fetchTrials } from './fetch-trials.js';
import { nodeTrials } from './node-trials.js';
import type { Trial } from './trial.js';

/** Every adapter in every runtime that it is for. */
export const everyTrial: readonly Trial[] = [...nodeTrials, ...fetchTrials];
