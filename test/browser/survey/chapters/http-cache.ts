import type { Answering, Chapter, Experiment } from '../experiment.js';
import { reads } from '../telling.js';

/** Echoes the origin, may be kept for ten minutes, and says of `Vary` what the experiment is about. */
const cacheable =
  (vary: 'always' | 'with Origin' | 'never'): Answering =>
  ({ field }) => {
    const origin = field('origin');
    const varies = vary === 'always' || (vary === 'with Origin' && origin !== '');
    return {
      headers: [
        ...(origin === '' ? [] : [['access-control-allow-origin', origin] as const]),
        ['cache-control', 'max-age=600'],
        ...(varies ? [['vary', 'origin'] as const] : []),
      ],
    };
  };

const twoOrigins = (question: string, answering: Answering): Experiment => ({
  question,
  answering,
  steps: [{}, { isStranger: true }],
  tell: reads,
  isBeyondModel: true,
});

const imageFirst = (question: string, answering: Answering): Experiment => ({
  question,
  answering,
  steps: [{ mode: 'no-cors' }, {}],
  tell: reads,
  isBeyondModel: true,
});

export const httpCache: Chapter = {
  title: '`Vary` and the HTTP cache (WebKitGTK has none in an automated session)',
  experiments: [
    twoOrigins('the origin is echoed without `Vary`, and a second origin asks', cacheable('never')),
    twoOrigins('the same, with `Vary: Origin`', cacheable('always')),
    imageFirst(
      '`Vary: Origin` only where there is an `Origin`: fetched after a request without one',
      cacheable('with Origin'),
    ),
    imageFirst('the same, with `Vary: Origin` always', cacheable('always')),
  ],
};
