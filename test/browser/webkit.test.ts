import { describeEngine } from './describe-engine.js';
import { webkit } from './engine/webkit.js';

describeEngine(webkit, 1000);
