import { allowing } from '../answering.js';
import type { Chapter, Experiment } from '../experiment.js';
import { fieldOf, reads } from '../telling.js';

const preflight = (status: number): Experiment => ({
  question: `the preflight is answered with ${status}`,
  answering: (asked) => {
    const { headers } = allowing({ methods: 'PUT' })(asked);
    if (!asked.isPreflight) return { headers };
    return {
      status,
      headers: status < 400 && status >= 300 ? [...headers, ['location', `${asked.here}/end`]] : headers,
    };
  },
  steps: [{ method: 'PUT' }],
  tell: reads,
});

const actual = (status: number): Experiment => ({
  question: `the request is answered with ${status}`,
  answering: allowing({ status }),
  steps: [{}],
  tell: reads,
});

/** From the server that the page asks to a third one. */
const redirected = (question: string, method: string, kind: 'preflight' | 'request'): Experiment => ({
  question,
  answering: (asked) => {
    const { status = 200, headers } = allowing({ methods: 'PUT' })(asked);
    if (asked.isPreflight || asked.name === 'end') return { status, headers };
    return { status: 307, headers: [...headers, ['location', `${asked.elsewhere}/end`]] };
  },
  steps: [{ method }],
  tell: fieldOf(kind, 'origin'),
});

export const statuses: Chapter = {
  title: 'Statuses and redirects',
  experiments: [
    ...[200, 204, 299, 302, 304, 307, 403, 404, 500].map(preflight),
    ...[404, 407, 500].map(actual),
    redirected('GET, redirected from one foreign origin to another: `Origin`', 'GET', 'request'),
    redirected('PUT, redirected from one foreign origin to another: `Origin` of the preflight', 'PUT', 'preflight'),
    redirected('the same: `Origin` of the request behind it', 'PUT', 'request'),
  ],
};
