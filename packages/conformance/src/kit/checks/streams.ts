import { deepStrictEqual, ok } from 'node:assert/strict';
import type { CheckGroup } from '../check/check.js';
import { expectCorsLines, expectVary } from '../check/expectation.js';
import { onServer } from '../check/test-bench.js';
import { releasePath, type StreamStep } from '../fixture/reply-script.js';
import { startExchange } from '../wire/client.js';
import { replyingWith, staysDecorated } from './decorated.js';
import { actualLines, allowedOrigin, deniedCaller, fromOrigin, listCors, originVary } from './sample-policy.js';

const chunks: readonly StreamStep[] = [{ write: 'one,' }, { write: 'two,' }, { write: 'three' }];

const megabyte = 'x'.repeat(1 << 20);

export const streamsGroup: CheckGroup = {
  title: 'promise 1: on streams and HEAD',
  checks: [
    {
      name: 'a streamed body arrives as without CORS',
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: chunks })),
    },
    {
      name: 'a streamed body with a declared length arrives as without CORS',
      needs: ['set'],
      run: (adapter) => staysDecorated(adapter, replyingWith({ set: [['Content-Length', '13']], stream: chunks })),
    },
    {
      name: 'a stream with its headers in writeHead arrives as without CORS',
      needs: ['head-object'],
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith({ head: { form: 'object', headers: [['Content-Type', 'text/event-stream']] }, stream: chunks }),
        ),
    },
    {
      name: 'a body of a megabyte arrives as without CORS',
      heavy: true,
      run: (adapter) => staysDecorated(adapter, replyingWith({ body: megabyte })),
    },
    {
      name: 'a stream of a megabyte arrives as without CORS',
      heavy: true,
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith({ stream: Array.from({ length: 16 }, () => ({ write: 'y'.repeat(1 << 16) })) }),
        ),
    },
    {
      name: 'bytes that are no text arrive as without CORS',
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith({ body: String.fromCharCode(...Array.from({ length: 256 }, (_, at) => at)) }),
        ),
    },
    {
      name: 'an empty body arrives as without CORS',
      run: (adapter) => staysDecorated(adapter, replyingWith({ body: '' })),
    },
    {
      name: 'an empty stream arrives as without CORS',
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: [] })),
    },
    {
      name: 'the answer to HEAD has the headers of the decision and no body',
      run: (adapter) => staysDecorated(adapter, replyingWith({ body: 'not sent' }), { method: 'HEAD' }),
    },
    {
      name: 'the answer to HEAD of a stream has the headers of the decision and no body',
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: chunks }), { method: 'HEAD' }),
    },
    {
      name: 'a stream that fails half-way has sent the headers of the decision, and ends as without CORS',
      needs: ['stream-error'],
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: chunks, streamFails: true })),
    },
    {
      name: 'the first bytes of a stream leave before its last are written',
      run: (adapter) =>
        onServer(
          adapter,
          {
            cors: [listCors],
            routes: { '*': { stream: [{ write: 'early,' }, { waitFor: 'release' }, { write: 'late' }] } },
          },
          async (bench) => {
            const started = await startExchange(adapter.protocol, bench.port, fromOrigin(allowedOrigin));
            await started.untilBody('early,');
            await bench.ask({ target: releasePath });
            const response = await started.response();
            deepStrictEqual(response?.body.toString(), 'early,late');
            ok(response.complete);
            expectCorsLines(response, actualLines);
            expectVary(response, originVary);
            started.hangUp();
          },
        ),
    },
    {
      name: 'headers that are flushed ahead of a stream are those of the decision',
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: [{ flush: 'headers' }, ...chunks] })),
    },
    {
      name: 'trailers arrive as without CORS',
      needs: ['trailers', 'set'],
      run: (adapter) =>
        staysDecorated(
          adapter,
          replyingWith({ set: [['Trailer', 'X-Sum']], stream: chunks, trailers: [['X-Sum', 'abc']] }),
        ),
    },
    {
      name: 'a denied origin gets the stream, without CORS headers',
      run: (adapter) => staysDecorated(adapter, replyingWith({ stream: chunks }), {}, [deniedCaller]),
    },
  ],
};
