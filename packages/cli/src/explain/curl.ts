import type { WireRequest } from '@cors-policy/browser-model';

/** Fields that curl sends by itself, or that no server decides by. */
const left = ['accept', 'sec-fetch-mode', 'sec-fetch-dest'];

/** A line for a shell that sends the same request. */
export function curlLine({ method, url, headers, body, includesCredentials }: WireRequest): string {
  const fields = headers
    .filter(([name]) => !left.includes(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [
    'curl -i',
    ...methodFlag(method),
    quoted(url),
    ...fields,
    ...(includesCredentials ? ['--cookie "$COOKIES"'] : []),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' ');
}

function methodFlag(method: string): readonly string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : [`-X ${/^[A-Za-z-]+$/.test(method) ? method : quoted(method)}`];
}

/** Within single quotes a shell reads everything as it is, but for the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
