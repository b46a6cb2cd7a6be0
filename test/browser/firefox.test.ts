import { describeEngine } from './describe-engine.js';
import { firefox } from './engine/firefox.js';

describeEngine(firefox, { cases: 600, oneMutantIn: 3 });
