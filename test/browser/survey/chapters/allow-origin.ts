import { allowing } from '../answering.js';
import type { Chapter, Experiment } from '../experiment.js';
import { fieldOf, reads } from '../telling.js';

const origin = (question: string, value: string | readonly string[] | undefined): Experiment => ({
  question,
  answering: allowing({ origin: value }),
  steps: [{}],
  tell: reads,
});

const credentials = (question: string, allowed: Parameters<typeof allowing>[0]): Experiment => ({
  question,
  answering: allowing(allowed),
  steps: [{ credentials: 'include' }],
  tell: reads,
});

export const allowOrigin: Chapter = {
  title: '`Access-Control-Allow-Origin` and `Access-Control-Allow-Credentials`',
  experiments: [
    origin('none', undefined),
    origin('the page’s origin', '{origin}'),
    origin('the page’s origin, spaces and a tab around it', '  {origin}\t'),
    origin('the page’s origin and a slash', '{origin}/'),
    origin('two origins, one the page’s', '{origin}, https://b.example'),
    origin('the page’s origin in two lines', ['{origin}', '{origin}']),
    origin('`*`', '*'),
    origin('`null`, for a page', 'null'),
    { ...origin('`null`, for a sandboxed frame', 'null'), place: 'sandbox' },
    { ...origin('`*`, for a sandboxed frame', '*'), place: 'sandbox' },
    credentials('with credentials: the page’s origin and `true`', { credentials: 'true' }),
    credentials('with credentials: the page’s origin alone', {}),
    credentials('with credentials: `True`', { credentials: 'True' }),
    credentials('with credentials: `true` in two lines', { credentials: ['true', 'true'] }),
    credentials('with credentials: `*` and `true`', { origin: '*', credentials: 'true' }),
    {
      question: 'a cookie of the preflight, where the request has one',
      answering: allowing({ credentials: 'true', methods: 'PUT' }),
      steps: [{ method: 'PUT', credentials: 'include' }],
      tell: (seen) => `${fieldOf('preflight', 'cookie')(seen)}, then ${fieldOf('request', 'cookie')(seen)}`,
      isBeyondModel: true,
    },
    {
      question: 'a cookie of a sandboxed frame of the same site',
      answering: allowing({ credentials: 'true' }),
      steps: [{ credentials: 'include' }],
      place: 'sandbox',
      tell: fieldOf('request', 'cookie'),
      isBeyondModel: true,
    },
  ],
};
