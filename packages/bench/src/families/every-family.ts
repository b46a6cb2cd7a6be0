import type { Family } from '../report/family.js';
import { evaluateFamily } from './evaluate.js';

/** In the order in which they run. */
export const everyFamily: readonly Family[] = [evaluateFamily];
