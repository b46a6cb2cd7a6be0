/** The process of one family: runs it, and sends what it found to the process that asked. */
import { argv } from 'node:process';
import { everyFamily } from './families/every-family.js';

const family = everyFamily.find(({ name }) => name === argv[2]);
if (family === undefined) throw new Error(`no family is called ${argv[2]}`);
const report = await family.run();
process.send?.(report);
process.disconnect();
