/**
 * The program whose instructions are counted: `counted.cjs <scenario> <batches>`. However many batches it is asked for, it
 * makes the requests of all that are counted. So two runs differ in nothing but the calls.
 */
import { argv } from 'node:process';
import { engine } from '../contenders/engine.js';
import { collectGarbage } from '../measure/allocation.js';
import { loopOf } from '../measure/loop.js';
import { freshRequests } from '../scenarios/fresh-requests.js';
import { countedScenarios } from './counted-scenarios.js';

const [name, batches] = argv.slice(2);
const counted = countedScenarios.find((one) => one.name === name);
if (counted === undefined) throw new Error(`no scenario is called ${name}`);

const scenario = counted.scenario();
const take = freshRequests(scenario.requests);
const loop = loopOf(engine.prepare(scenario));
for (let batch = 0; batch < counted.warmUp; batch++) loop(take());

const requests = Array.from({ length: counted.counted }, take);
// Else what is collected during the calls, or not, would depend on how old the requests are.
collectGarbage();
for (const batch of requests.slice(0, Number(batches))) loop(batch);
