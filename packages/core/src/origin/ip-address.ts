/** Host names that are addresses, in the form in which browsers serialize them. */

const IPV4_PART = /^(?:0|[1-9][0-9]{0,2})$/;
const IPV6_PIECE = /^(?:0|[1-9a-f][0-9a-f]{0,3})$/;

/**
 * Whether the text is an IPv4 address as browsers serialize it: four decimal numbers without leading zeros.
 * @see https://url.spec.whatwg.org/#concept-ipv4-serializer
 */
export function isIPv4(text: string): boolean {
  if (text.length > 15) return false;
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => IPV4_PART.test(part) && Number(part) <= 255);
}

/**
 * Whether a last label makes the whole host an address: only digits, or `0x` and hexadecimal digits.
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
export function isNumericLabel(label: string): boolean {
  return /^(?:[0-9]+|0x[0-9a-f]*)$/.test(label);
}

/**
 * Whether the text is an IPv6 address as browsers serialize it: lower case, no leading zeros, and the first longest
 * run of two or more zero pieces compressed.
 * @see https://url.spec.whatwg.org/#concept-ipv6-serializer
 */
export function isIPv6(text: string): boolean {
  const pieces = parseIPv6(text);
  return pieces !== undefined && serializeIPv6(pieces) === text;
}

/** Eight 16-bit pieces written as they should be, compressed or not; no embedded IPv4 notation. */
function parseIPv6(text: string): readonly string[] | undefined {
  if (text.length > 39) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front = [], back = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - front.length - back.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const pieces = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  return pieces.every((piece) => IPV6_PIECE.test(piece)) ? pieces : undefined;
}

function serializeIPv6(pieces: readonly string[]): string {
  let start = 0;
  let length = 1; // a single zero piece is never compressed
  for (let index = 0; index < pieces.length; index++) {
    let end = index;
    while (pieces[end] === '0') end++;
    if (end - index > length) [start, length] = [index, end - index];
  }
  if (length === 1) return pieces.join(':');
  return `${pieces.slice(0, start).join(':')}::${pieces.slice(start + length).join(':')}`;
}

/** Whether an address in its normal form is `::ffff:0:0/96`, an IPv4 address in disguise. */
export function isIPv4Mapped(text: string): boolean {
  return /^::ffff:[0-9a-f]{1,4}:[0-9a-f]{1,4}$/.test(text);
}
