/** Puts the survey to all three browsers, and writes docs/browsers.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyEngine } from '../test/browser/engine/every-engine.js';
import { browsersPage } from '../test/browser/survey/page.js';
import { publicToLoopback, type Survey, survey } from '../test/browser/survey/survey.js';
import { root } from './project.js';

const missing = everyEngine.filter((engine) => engine.find() === undefined);
if (missing.length > 0) {
  const packages = missing.map((engine) => engine.packages).join(' ');
  console.error(`browsers: the page is about all three. Debian: apt-get install ${packages}`);
  process.exit(1);
}

const surveys: Survey[] = [];
for (const engine of everyEngine) {
  const result = await survey(engine);
  surveys.push(result);
  console.log(`browsers: ${result.version} is done`);
}
const { reached, text } = await publicToLoopback();
if (reached > 0) throw new Error(`a public page reached the server ${reached} times: the page says otherwise`);
const date = new Date().toISOString().slice(0, 10);
writeFileSync(join(root, 'docs/browsers.md'), browsersPage({ date, surveys, loopbackText: text }));
process.exit();
