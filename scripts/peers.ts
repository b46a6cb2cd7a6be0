/** Puts the field's other CORS packages to the kit's checks, and writes docs/peers.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyPeer } from '../packages/conformance/peers/every-peer.js';
import { peersPage } from '../packages/conformance/peers/page.js';
import { type Survey, survey } from '../packages/conformance/peers/survey.js';
import { root } from './project.js';

// Handlers throw on purpose, and frameworks report it.
console.error = () => {};

const surveys: Survey[] = [];
for (const peer of everyPeer) {
  surveys.push(await survey(peer));
  console.log(`peers: ${peer.adapter.name} is done`);
}
writeFileSync(join(root, 'docs/peers.md'), peersPage(surveys));
process.exit();
