import { describeEngine } from './describe-engine.js';
import { firefox } from './engine/firefox.js';

describeEngine(firefox, 1000);
