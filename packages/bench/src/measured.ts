/**
 * The process of one family: `measured.js <family>` runs it, and sends what it found to the process that asked. Started by
 * hand, `node --expose-gc --cpu-prof dist/measured.js <family>`, it tells nobody, and leaves a profile.
 */
import { argv } from 'node:process';
import { everyFamily } from './families/every-family.js';

const load = everyFamily[argv[2] ?? ''];
if (load === undefined) throw new Error(`no family is called ${argv[2]}`);
const family = await load();
const report = await family();
process.send?.(report);
if (process.connected) process.disconnect();
