import type { AdapterUnderTest } from '../packages/conformance/src/kit/fixture/adapter-under-test.js';
import type { Observation } from '../packages/conformance/src/kit/fixture/observation.js';
import type { Occupation } from './server/slot.js';

/** Starts servers in the slots of a running process, which are handed out one by one. */
export const startInSlots = (ports: readonly number[]): AdapterUnderTest['start'] => {
  const free = [...ports];
  const waiting: ((port: number) => void)[] = [];

  const take = (): Promise<number> => {
    const port = free.shift();
    return port === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(port);
  };
  const give = (port: number): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(port);
    else next(port);
  };

  return async (setup) => {
    const port = await take();
    const origin = `http://127.0.0.1:${port}`;
    const occupation: Occupation = { setup, origin };
    const response = await fetch(`${origin}/-/occupy`, { method: 'POST', body: JSON.stringify(occupation) });
    if (response.status !== 204) throw new Error(`the slot answered ${response.status}: ${await response.text()}`);
    return {
      port,
      // PROOF: the slot sends its log.
      seen: async () => (await (await fetch(`${origin}/-/seen`)).json()) as readonly Observation[],
      close: async () => give(port),
    };
  };
};
