import { unescaped } from './string-escapes.js';

/** A piece of Python source. */
export type Token =
  | { readonly kind: 'name' | 'operator'; readonly text: string; readonly line: number }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly line: number }
  | { readonly kind: 'string'; readonly value: string; readonly text: string; readonly line: number }
  /** A string that is no literal text: an f-string, bytes. */
  | { readonly kind: 'opaque'; readonly text: string; readonly line: number };

/** The tokens between two line ends, where brackets and backslashes make several lines one. */
export interface LogicalLine {
  readonly isIndented: boolean;
  /** Whether it stands behind a semicolon, and goes on with what the line before it began. */
  readonly isContinued: boolean;
  readonly tokens: readonly Token[];
}

/**
 * Takes Python source apart, as far as assignments of literals need it.
 *
 * What cannot be read is skipped one character at a time: the line is then no literal to whoever parses it.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html
 */
export function logicalLines(source: string): readonly LogicalLine[] {
  const scanner = new Scanner(source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  return scanner.lines();
}

class Scanner {
  readonly #source: string;
  #offset = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
  }

  lines(): readonly LogicalLine[] {
    const lines: LogicalLine[] = [];
    let tokens: Token[] = [];
    let depth = 0;
    let isIndented = /^[ \t]/.test(this.#source);
    let isContinued = false;
    const endLine = (end: 'line end' | 'semicolon'): void => {
      if (tokens.length > 0) lines.push({ isIndented, isContinued, tokens });
      tokens = [];
      isContinued = end === 'semicolon';
    };
    while (this.#offset < this.#source.length) {
      // A backslash at the end of a line, and blanks within one.
      if (this.#take(/\\\n|[ \t\f]+|#[^\n]*/y) !== undefined) continue;
      if (this.#take(/\n/y) !== undefined) {
        if (depth > 0) continue;
        endLine('line end');
        isIndented = /[ \t]/.test(this.#source.charAt(this.#offset));
        continue;
      }
      const token = this.#token();
      if (token.kind === 'operator') {
        if ('([{'.includes(token.text)) depth++;
        if (')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
        if (token.text === ';' && depth === 0) {
          endLine('semicolon');
          continue;
        }
      }
      tokens.push(token);
    }
    endLine('line end');
    return lines;
  }

  #token(): Token {
    const line = this.#line;
    const string = this.#string(line);
    if (string !== undefined) return string;
    const name = this.#take(/[\p{L}_][\p{L}\p{N}_]*/uy);
    if (name !== undefined) return { kind: 'name', text: name, line };
    const number = this.#take(/\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?\b|0x[\da-f_]+\b/iy);
    if (number !== undefined) return { kind: 'number', text: number, value: Number(number.replaceAll('_', '')), line };
    const operator = this.#take(/(?:\*\*|\/\/|<<|>>|[-+*/%&|^@])=|:=|[=!<>]=|->|\*\*|\/\/|./suy) ?? '';
    return { kind: 'operator', text: operator, line };
  }

  /** @see https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals */
  #string(line: number): Token | undefined {
    const opening = this.#take(/[a-z]{0,2}(?="|')/iy);
    if (opening === undefined) return undefined;
    const prefix = opening.toLowerCase();
    const quote = this.#take(/"""|'''|"|'/y) ?? '';
    const body = this.#take(bodies[quote] ?? /(?!)/y);
    if (body === undefined || this.#take(new RegExp(quote, 'y')) === undefined)
      return { kind: 'opaque', text: `${prefix}${quote}`, line };
    const text = `${prefix}${quote}${body}${quote}`;
    const isRaw = prefix === 'r';
    if (!isRaw && prefix !== '' && prefix !== 'u') return { kind: 'opaque', text, line };
    const value = isRaw ? body : unescaped(body);
    return value === undefined ? { kind: 'opaque', text, line } : { kind: 'string', value, text, line };
  }

  /** What the pattern, which is sticky, matches here. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const text = pattern.exec(this.#source)?.[0];
    if (text === undefined) return undefined;
    this.#offset += text.length;
    this.#line += text.split('\n').length - 1;
    return text;
  }
}

/** What may stand between quotes, by the quotes. */
const bodies: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\n]+|\\[\s\S])*/y,
  "'": /(?:[^'\\\n]+|\\[\s\S])*/y,
  '"""': /(?:[^"\\]+|\\[\s\S]|"(?!""))*/y,
  "'''": /(?:[^'\\]+|\\[\s\S]|'(?!''))*/y,
};
