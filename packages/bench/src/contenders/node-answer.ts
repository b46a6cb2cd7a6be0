import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';

/** What Node has written, or would have if a socket were there. */
interface WrittenResponse {
  readonly _header: string | null;
}

export function nodeAnswer(response: ServerResponse): Answer {
  // PROOF: every Node from 18 on keeps the header block there, as the text that it sends.
  // oxlint-disable-next-line eslint/no-underscore-dangle -- Node's own name
  const block = (response as unknown as WrittenResponse)._header ?? '';
  if (!response.writableEnded) throw new Error('the response was not ended');
  const fields = block.split('\r\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(': ');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 2)]];
  });
  return { status: response.statusCode, fields };
}
