/** Checks that the lockfiles name packages and hashes only: an address in it would tie every install to one host. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.js';

const address = /[a-z][a-z0-9+.-]*:\/\/|\btarball:|\bgit@/i;
const linesOf = (path: string): readonly string[] => readFileSync(join(root, path), 'utf8').split('\n');
const pnpmLockfiles = ['pnpm-lock.yaml', 'examples/nextjs/pnpm-lock.yaml'];
const findings = [...pnpmLockfiles, 'runtimes/package-lock.json'].flatMap((path) =>
  linesOf(path).flatMap((line, index) => (address.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
);
const unhashed = pnpmLockfiles
  .flatMap(linesOf)
  .filter((line) => line.includes('resolution: {') && !line.includes('integrity: sha512-'))
  .map((line) => line.trim());

for (const finding of [...findings, ...unhashed]) console.error(finding);
const sound = findings.length === 0 && unhashed.length === 0;
console.log(sound ? 'lockfile: no address, every package hashed' : 'lockfile: names an address, or lacks a hash');
process.exitCode = sound ? 0 : 1;
