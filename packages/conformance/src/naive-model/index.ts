export { naiveEvaluate } from './naive-evaluate.js';
