import type { ReplyScript, ScriptedHead, StreamStep } from '../fixture/reply-script.js';
import { thrownValue } from '../node/play-reply.js';

/** What a script needs of the server that it is played on. */
export interface Stage {
  /** Resolves when a request for `releasePath` arrives. */
  readonly untilReleased: () => Promise<void>;
  /** A response that really comes from the network, so that its headers refuse changes. */
  readonly fetched: (script: ReplyScript) => Promise<Response>;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (char) => char.charCodeAt(0));

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const headersOf = ({ form, headers }: ScriptedHead): [string, string][] | Record<string, string> => {
  const pairs = headers.map(([name, value]): [string, string] => [name, String(value)]);
  return form === 'object' || form === 'object-third' ? Object.fromEntries(pairs) : pairs;
};

const streamOf = (steps: readonly StreamStep[], fails: boolean, stage: Stage): ReadableStream<Uint8Array> => {
  const left = steps.values();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (const step of left) {
          if ('write' in step) return controller.enqueue(bytesOf(step.write));
          // The headers of a Response leave before its body in any case: there is nothing to flush.
          if ('waitFor' in step) await stage.untilReleased();
        }
        if (!fails) return controller.close();
        await pause(20); // lets what was written leave first
        controller.error(new Error('the stream failed'));
      },
    },
    { highWaterMark: 0 },
  );
};

const bodyOf = (script: ReplyScript, stage: Stage): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null => {
  if (script.stream !== undefined) return streamOf(script.stream, script.streamFails === true, stage);
  return script.body === undefined ? null : bytesOf(script.body);
};

/** The reply itself, as a handler writes it: headers given to the constructor win over those set one by one. */
const reply = (script: ReplyScript, stage: Stage): Response | Promise<Response> => {
  if (script.throws !== undefined) throw thrownValue(script.throws);
  if (script.immutable === true) return stage.fetched(script);
  const { status = 200, statusMessage, head, set = [], append = [] } = script;
  const response = new Response(bodyOf(script, stage), {
    status,
    ...(statusMessage === undefined ? {} : { statusText: statusMessage }),
    ...(head === undefined ? {} : { headers: headersOf(head) }),
  });
  const given = new Set(head?.headers.map(([name]) => name.toLowerCase()));
  for (const [name, value] of set) {
    if (!given.has(name.toLowerCase())) response.headers.set(name, String(value));
  }
  for (const [name, value] of append) response.headers.append(name, String(value));
  return response;
};

/** Carries a reply script out as a Fetch handler. Throws what the script throws; a promise only where it has to be. */
export const playFetchReply = (script: ReplyScript, stage: Stage): Response | Promise<Response> =>
  script.late === true || script.rejects === true ? pause(1).then(() => reply(script, stage)) : reply(script, stage);
