import type { CheckGroup } from '../packages/conformance/src/kit/check/check.js';
import type { AdapterUnderTest } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import type { Runtime } from './runtime.js';
import type { ServerProcess } from './server-process.js';

/** What was looked at beside the kit; `problem` is absent where all is well. */
export interface Finding {
  readonly name: string;
  readonly problem?: string | undefined;
}

/** One adapter in one runtime, as it is put to the kit. */
export interface Trial {
  readonly adapter: string;
  readonly runtime: Runtime;
  readonly description: Omit<AdapterUnderTest, 'name' | 'start'>;
  /** Another setup of the same adapter replays the vectors in this runtime. */
  readonly withoutVectors?: boolean;
  /** Checks that are made of it beside those of the kit. */
  readonly ownChecks: readonly CheckGroup[];
  /** Starts the process that serves, of the programs in a folder. */
  readonly serve: (folder: string) => ServerProcess;
  /** How the kit starts a server in that process, which listens on these ports. */
  readonly startOn: (ports: readonly number[]) => AdapterUnderTest['start'];
  /** What else there is to be seen, in a folder with the programs and a process that listens on these ports. */
  readonly look?: (folder: string, ports: readonly number[]) => Promise<readonly Finding[]>;
}
