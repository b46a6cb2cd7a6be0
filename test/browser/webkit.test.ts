import { describeEngine } from './describe-engine.js';
import { webkit } from './engine/webkit.js';

describeEngine(webkit, { cases: 600, oneMutantIn: 3 });
