import { describeEngine } from './describe-engine.js';
import { chromium } from './engine/chromium.js';

describeEngine(chromium, 2000);
