import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { importProgram } from './import-program.js';
import { spawnProgram } from './spawn-program.js';

/** An example that runs, as its test sees it. */
export interface Program {
  /** `http://127.0.0.1:40000`, without a slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

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
