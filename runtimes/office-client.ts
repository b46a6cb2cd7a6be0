import type { AdapterUnderTest } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import type { Observation } from '../packages/conformance/src/kit/fixture/observation.js';
import type { NodeAdapter } from './server/node-adapter.js';

const order = async (office: number, path: string, setup: unknown = null): Promise<unknown> => {
  const response = await fetch(`http://127.0.0.1:${office}/${path}`, { method: 'POST', body: JSON.stringify(setup) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
};

/** Starts servers of an adapter in a process of `server/serve-adapters.ts`, which opens a port for each. */
export const startByOrder =
  (adapter: NodeAdapter) =>
  ([office = 0]: readonly number[]): AdapterUnderTest['start'] =>
  async (setup) => {
    const port = Number(await order(office, `start/${adapter}`, setup));
    return {
      port,
      // PROOF: it sends its log.
      seen: async () => (await order(office, `seen/${port}`)) as readonly Observation[],
      close: async () => void (await order(office, `stop/${port}`)),
    };
  };
