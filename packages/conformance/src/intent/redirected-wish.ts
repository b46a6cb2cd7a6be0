import type { Wish } from './intent.js';

/** Headers that speak of a body. */
const bodyHeaders = ['content-encoding', 'content-language', 'content-location', 'content-type'];

/**
 * What a page asks of the next place when a redirect sends it there: with some redirects it only reads any more, a
 * password goes to nobody else, and where one foreign server sends it to another, its name is left behind.
 *
 * @param hasBody whether the wish has a body still
 */
export function redirectedWish({ request, method, asks }: Wish, url: string, status: number): Wish {
  const from = new URL(request.url).origin;
  const isElsewhere = new URL(url).origin !== from;
  const becomesGet = status === 303 ? !['GET', 'HEAD'].includes(method) : status < 303 && method === 'POST';
  const isNameless = isElsewhere && from !== request.origin;
  return {
    method: becomesGet ? 'GET' : method,
    asks: asks.filter(
      (name) => !(becomesGet && bodyHeaders.includes(name)) && !(isElsewhere && name === 'authorization'),
    ),
    request: { ...request, url, origin: isNameless ? 'null' : request.origin },
  };
}
