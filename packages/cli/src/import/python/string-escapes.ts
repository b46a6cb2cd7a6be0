const single: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The text that the body of a string literal stands for; `undefined` where that takes more than this table (a character
 * by its Unicode name) or where it is malformed.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function unescaped(body: string): string | undefined {
  let isKnown = true;
  const text = body.replace(
    /\\(?:([0-7]{1,3})|x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([\s\S]))/gu,
    (whole: string, octal?: string, x?: string, u?: string, long?: string, other?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const hex = x ?? u ?? long;
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16)) ?? refuse();
      // Of the letters that begin an escape, one that is not followed by what it needs is malformed.
      if (other === undefined || /[NxuU]/.test(other)) return refuse();
      // Any other backslash stands for itself.
      return single[other] ?? whole;
    },
  );
  return isKnown ? text : undefined;

  function refuse(): string {
    isKnown = false;
    return '';
  }
}

function codePoint(value: number): string | undefined {
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined;
}
