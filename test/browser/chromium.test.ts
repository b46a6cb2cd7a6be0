import { describeEngine } from './describe-engine.js';
import { chromium } from './engine/chromium.js';

describeEngine(chromium, { cases: 1200, oneMutantIn: 1 });
