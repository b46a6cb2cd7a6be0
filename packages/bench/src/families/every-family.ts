import type { Family } from '../report/family.js';
import { evaluateFamily } from './evaluate.js';
import { hostileFamily } from './hostile.js';

/** In the order in which they run. */
export const everyFamily: readonly Family[] = [evaluateFamily, hostileFamily];
