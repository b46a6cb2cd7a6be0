import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Part } from './every-listener.js';

/** What the process of a server says. */
export type ServerMessage =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'cpu'; readonly microseconds: number };

/** A server in a process of its own, so that what it uses of the processor is known apart from its client. */
export interface ServerProcess {
  readonly port: number;
  /** Microseconds of processor time since it began, its own and the system's on its behalf. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => void;
}

export async function startServer(framework: string, part: Part): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('serving.js', import.meta.url)), [framework, part]);
  const first = await next(child);
  if (first.kind !== 'listening') throw new Error(`the server of ${framework}, ${part} does not listen`);
  return {
    port: first.port,
    cpu: async () => {
      child.send('cpu');
      const message = await next(child);
      if (message.kind !== 'cpu') throw new Error('the server said something else');
      return message.microseconds;
    },
    stop: () => {
      child.kill();
    },
  };
}

/** @throws Error where the server ends instead */
async function next(child: ChildProcess): Promise<ServerMessage> {
  const ending = new AbortController();
  const ended = once(child, 'exit', { signal: ending.signal }).then(([code]) => {
    throw new Error(`a server ended with ${code}`);
  });
  // What is lost below is not waited for any more.
  ended.catch(() => undefined);
  try {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    // PROOF: `serving` sends nothing else.
    return message as ServerMessage;
  } finally {
    ending.abort();
  }
}
