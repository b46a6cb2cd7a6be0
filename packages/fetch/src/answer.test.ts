import { definePolicy, evaluate } from '@cors-policy/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerOf } from './answer.js';

const policy = definePolicy({ origins: 'https://app.example' });
const decision = evaluate(policy, {
  method: 'OPTIONS',
  headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
});
const expected = {
  ...Object.fromEntries(decision.headers),
  vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
};

/** As that of `@hono/node-server`: it takes the headers that it is given for its own. */
class TakingResponse extends Response {
  constructor(body: null, init: ResponseInit) {
    super(body, init);
    if (init.headers instanceof Headers) Object.defineProperty(this, 'headers', { value: init.headers });
  }
}

afterEach(() => vi.unstubAllGlobals());

describe('answerOf', () => {
  it.each([
    ['of the platform', Response],
    ['that takes the very headers', TakingResponse],
  ])('gives each request headers of its own, with a Response %s', (_, Implementation) => {
    vi.stubGlobal('Response', Implementation);
    const answers = Array.from({ length: 3 }, (__, index) => {
      const answer = answerOf(decision, 204);
      expect(Object.fromEntries(answer.headers)).toEqual(expected);
      answer.headers.append('set-cookie', `sid=${index}`);
      return answer;
    });
    expect(answers.map(({ headers }) => headers.getSetCookie())).toEqual([['sid=0'], ['sid=1'], ['sid=2']]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  });
});
