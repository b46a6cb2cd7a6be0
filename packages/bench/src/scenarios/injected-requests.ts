import type { InjectOptions } from 'fastify';
import { freshStrings } from '../measure/fresh-strings.js';
import { browserFields, methodOf } from './browser-fields.js';
import type { PlainRequest } from './fresh-requests.js';

/** Makes what Fastify's `inject` takes again and again, each time of values that nothing has looked at. */
export function injectedRequests(request: PlainRequest, count: number): () => InjectOptions[] {
  const fields = browserFields(request);
  const strings = freshStrings(fields.map(([, value]) => value));
  const method = methodOf(request) === 'OPTIONS' ? 'OPTIONS' : 'GET';
  return () =>
    Array.from({ length: count }, () => {
      const values = strings.take();
      const headers = Object.fromEntries(fields.map(([name], place) => [name.toLowerCase(), values[place]]));
      return { method, url: '/items', headers };
    });
}
