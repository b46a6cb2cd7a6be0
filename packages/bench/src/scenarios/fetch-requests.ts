import { freshStrings } from '../measure/fresh-strings.js';
import { browserFields, methodOf } from './browser-fields.js';
import type { PlainRequest } from './fresh-requests.js';

/** Makes a `Request` again and again, each time of values that nothing has looked at. */
export function fetchRequests(request: PlainRequest, count: number): () => Request[] {
  const fields = browserFields(request);
  const strings = freshStrings(fields.map(([, value]) => value));
  const method = methodOf(request);
  return () =>
    Array.from({ length: count }, () => {
      const values = strings.take();
      const headers = fields.map(([name], place): [string, string] => [name, values[place] ?? '']);
      return new Request('http://api.example.com/items', { method, headers });
    });
}
