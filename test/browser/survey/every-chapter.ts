import { allowOrigin } from './chapters/allow-origin.js';
import { httpCache } from './chapters/http-cache.js';
import { lists } from './chapters/lists.js';
import { maxAges, memory } from './chapters/memory.js';
import { requests } from './chapters/requests.js';
import { statuses } from './chapters/statuses.js';
import type { Chapter } from './experiment.js';

export const everyChapter: readonly Chapter[] = [allowOrigin, lists, statuses, requests, maxAges, memory, httpCache];
