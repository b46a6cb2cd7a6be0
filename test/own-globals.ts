import { afterAll, vi } from 'vitest';

/** What servers and tests put something of their own in place of; files that share a process must not get that. */
const names = ['Request', 'Response', 'Headers', 'fetch'] as const;
const globals = names.map((name) => [name, globalThis[name]] as const);

afterAll(() => {
  vi.restoreAllMocks();
  for (const [name, value] of globals)
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
});
