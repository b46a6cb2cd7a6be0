/**
 * The process of one import: `importing.js <package>` prints the milliseconds that it takes. This file is a module itself,
 * so that Node's loader has begun to work.
 */
import { argv } from 'node:process';

const start = performance.now();
await import(argv[2] ?? '');
console.log(performance.now() - start);
