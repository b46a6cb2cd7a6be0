import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { importProgram } from './import-program.js';
import type { Program } from './program.js';
import { spawnProgram } from './spawn-program.js';

const folder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts an example that Node runs, on a free port.
 *
 * Every day it is imported, with the adapters as they stand in the sources. `test:examples` starts it as a user would, as
 * a process of its own, with the adapters as they are built.
 */
export function startProgram(file: string): Promise<Program> {
  if (env.EXAMPLES !== 'built') return importProgram(`${folder}${file}`);
  return spawnProgram(process.execPath, ['--import', 'tsx', file], { cwd: folder });
}
