import { expectDecorated, expectStatus } from '../check/expectation.js';
import { type Application, besideTwin } from '../check/test-bench.js';
import type { AdapterUnderTest } from '../fixture/adapter-under-test.js';
import type { ReplyScript } from '../fixture/reply-script.js';
import type { WireRequest, WireResponse } from '../wire/wire-message.js';
import { type Caller, callers, listCors } from './sample-policy.js';

/** An application that replies the same to everything. */
export const replyingWith = (reply: ReplyScript): Application => ({ routes: { '*': reply } });

/** The twin does what the script says: two equal error pages would prove nothing. */
const expectPlayed = (plain: WireResponse, { routes }: Application): void => {
  const script = routes['*'];
  if (script !== undefined) expectStatus(plain, script.status ?? 200);
};

/**
 * The heart of promises 1 to 3: for every kind of caller the response is the twin's, byte for byte, with exactly the
 * CORS headers of the decision and with `Vary` merged.
 */
export const staysDecorated = (
  adapter: AdapterUnderTest,
  application: Application,
  request: WireRequest = {},
  who: readonly Caller[] = callers,
): Promise<void> =>
  besideTwin(adapter, listCors, application, async (withCors, twin) => {
    for (const caller of who) {
      const asked = { ...request, headers: [...caller.headers, ...(request.headers ?? [])] };
      const plain = await twin.ask(asked);
      expectPlayed(plain, application);
      expectDecorated(await withCors.ask(asked), plain, caller.answer);
    }
  });
