import type { WireRequest } from '@cors-policy/browser-model';

/** Fields that no server decides by, and that curl does not send. */
const left = ['sec-fetch-mode', 'sec-fetch-dest'];

/** A line for a POSIX shell that sends the same request, byte for byte. */
export function curlLine({ method, url, headers, body, includesCredentials }: WireRequest): string {
  const fields = headers
    .filter(([name, value]) => !left.includes(name) && !(name === 'accept' && value === '*/*'))
    // To curl a name with a colon and no value is one not to send.
    .map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`, 'latin1')}`);
  return [
    'curl -i',
    // Brackets and braces in an address are a set of addresses to curl.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...methodFlag(method),
    quoted(url, 'utf8'),
    ...fields,
    ...(includesCredentials ? ['--cookie "$COOKIES"'] : []),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body, 'utf8')}`]),
  ].join(' ');
}

function methodFlag(method: string): readonly string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : [`-X ${/^[A-Za-z-]+$/.test(method) ? method : quoted(method, 'latin1')}`];
}

/**
 * Within single quotes a shell reads everything as it is, but for the quote itself. What a terminal may not carry as it
 * is, or in another encoding, is written as octal bytes.
 *
 * @param encoding that of the bytes: a browser sends each character of a field as one
 */
function quoted(text: string, encoding: 'latin1' | 'utf8'): string {
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const bytes = Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : encoding);
  return `"$(printf '${Array.from(bytes, printed).join('')}')"`;
}

/** A byte in the format of `printf`. */
function printed(byte: number): string {
  const character = String.fromCharCode(byte);
  return /^[\w .,:;/=@+-]$/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
}
