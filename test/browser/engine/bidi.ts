import { WebSocket } from 'ws';

/** What a command gives back, as far as it is used here. */
export interface CommandResult {
  readonly context?: string;
  readonly capabilities?: { readonly browserVersion?: string };
  /** `success`, or `exception` where a script threw. */
  readonly type?: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text?: string };
}

interface Message {
  readonly id?: number;
  readonly result?: CommandResult;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: { readonly text?: string | null };
}

/** A connection that speaks WebDriver BiDi. @see https://w3c.github.io/webdriver-bidi/ */
export interface BidiConnection {
  command(method: string, params: object): Promise<CommandResult>;
  /** Texts of `log.entryAdded`, in order. */
  readonly log: string[];
  close(): void;
}

const limit = 120_000;

/** Connects to a browser that listens for WebDriver BiDi. */
export async function connectBidi(url: string): Promise<BidiConnection> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
  const waiting = new Map<number, (message: Message) => void>();
  const log: string[] = [];
  let last = 0;

  socket.on('message', (data: Buffer) => {
    // PROOF: the protocol has messages of this form only.
    const message = JSON.parse(data.toString()) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else if (message.method === 'log.entryAdded') log.push(message.params?.text ?? '');
  });
  const failAll = (): void => {
    for (const settle of waiting.values()) settle({ error: 'the connection was closed' });
  };
  socket.once('close', failAll).once('error', failAll);

  return {
    log,
    command: (method, params) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const settle = ({ result, error, message = '' }: Message): void => {
          clearTimeout(timer);
          waiting.delete(id);
          if (result === undefined) reject(new Error(`${method}: ${error} ${message}`));
          else resolve(result);
        };
        const timer = setTimeout(() => settle({ error: 'out of time' }), limit);
        waiting.set(id, settle);
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.terminate(),
  };
}
