import type { Seen } from './experiment.js';

/** `reads` or `blocked`, for the last fetch. */
export const reads = ({ sights }: Seen): string => (sights.at(-1)?.readable ? 'reads' : 'blocked');

/** Whether the last fetch was sent without asking once more, where all others ask. */
export const isKept = ({ sights, sent }: Seen): string =>
  sent.filter(({ isPreflight }) => isPreflight).length < sights.length ? 'kept' : 'asks again';

/** Whether the fetch was preflighted. */
export const asks = ({ sent }: Seen): string => (sent.some(({ isPreflight }) => isPreflight) ? 'preflight' : 'none');

/** A field of the last request of one kind. */
export const fieldOf =
  (kind: 'preflight' | 'request', name: string) =>
  ({ sent }: Seen): string => {
    const value = sent.findLast(({ isPreflight }) => isPreflight === (kind === 'preflight'))?.field(name);
    return value === undefined || value === '' ? 'none' : `\`${value}\``;
  };

/** Whether the last answer showed a header. */
export const shows =
  (name: string) =>
  ({ sights }: Seen): string =>
    sights.at(-1)?.headers.includes(name) ? 'visible' : 'hidden';
