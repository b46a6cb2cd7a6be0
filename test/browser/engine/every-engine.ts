import type { Engine } from './browser.js';
import { chromium } from './chromium.js';
import { firefox } from './firefox.js';
import { webkit } from './webkit.js';

export const everyEngine: readonly Engine[] = [chromium, firefox, webkit];
