import { groupsWithoutPart } from './group-parts.js';

/** A regex of Python as JavaScript has it, or why it has none. */
export type TranslatedRegex = { readonly source: string; readonly flags: string } | { readonly refused: string };

/**
 * Writes a regex of Python's `re` in JavaScript's syntax, so that it matches the same ASCII texts.
 *
 * Names of groups, `\A`, `\Z`, comments and flags at the start are translated. What JavaScript cannot do (possessive and
 * atomic parts, conditions, verbose mode, flags for a part) is refused, never approximated.
 *
 * @param flags the one-letter names of the flags that it was compiled with
 * @see https://docs.python.org/3/library/re.html#regular-expression-syntax
 */
export function translateRegex(pattern: string, flags = ''): TranslatedRegex {
  const start = /^\(\?([aiLmsux]+)\)/.exec(pattern);
  const letters = new Set(`${flags}${start?.[1] ?? ''}`);
  if (letters.has('x')) return { refused: 'verbose mode (re.X) has no counterpart in JavaScript' };
  if (letters.has('L')) return { refused: 're.L is for bytes' };
  const kept = ['i', 'm', 's'].filter((flag) => letters.has(flag)).join('');
  const translation = new Translation(pattern.slice(start?.[0].length ?? 0), letters.has('m'));
  const written = translation.write();
  if ('refused' in written) return written;
  const refusal = refusalOf(written.source, kept);
  return refusal === undefined ? { source: written.source, flags: kept } : { refused: refusal };
}

function refusalOf(source: string, flags: string): string | undefined {
  try {
    void new RegExp(source, flags);
    return undefined;
  } catch (error) {
    return `JavaScript does not take it: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A piece of the pattern, by how it begins; each handler gives what is written for it, or refuses by throwing. */
class Translation {
  readonly #pattern: string;
  readonly #multiline: boolean;
  #offset = 0;
  readonly #references: string[] = [];

  constructor(pattern: string, multiline: boolean) {
    this.#pattern = pattern;
    this.#multiline = multiline;
  }

  write(): { readonly source: string } | { readonly refused: string } {
    let source = '';
    try {
      while (this.#offset < this.#pattern.length) source += this.#piece();
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.message };
      throw error;
    }
    const without = this.#references.length === 0 ? undefined : groupsWithoutPart(source);
    // Python does not match then, and JavaScript does, as if nothing was referred to.
    if (this.#references.some((group) => without?.has(group)))
      return { refused: 'a reference to a group that took no part matches in JavaScript' };
    return { source };
  }

  #piece(): string {
    const character = this.#pattern[this.#offset] ?? '';
    switch (character) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#characterClass();
      case '(':
        return this.#group();
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#repetition();
      default:
        this.#offset += 1;
        return character;
    }
  }

  #escape(): string {
    const text = this.#take(/\\(?:0[0-7]{0,2}|[0-7]{3}|[1-9]\d?|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[\s\S])/y);
    if (text === undefined) throw new Refusal('it ends with a backslash');
    const letter = text[1] ?? '';
    if (/^\\[1-9]\d?$/.test(text)) this.#references.push(text.slice(1));
    if (letter === 'A') return this.#absolute('^', '\\A');
    if (letter === 'Z' || letter === 'z') return this.#absolute('$', `\\${letter}`);
    // Three octal digits, or a zero in front, are a character.
    if (/^\\(?:0|[0-7]{3})/.test(text)) return hexEscape(Number.parseInt(text.slice(1), 8) & 0xff);
    if (letter === 'U') return hexEscape(Number.parseInt(text.slice(2), 16));
    if (letter === 'a') return '\\x07';
    if (/[bBdDsSwWfnrtv\dxu]/.test(letter) && text.length >= 2) {
      if (/[xu]/.test(letter) && text.length === 2) throw new Refusal(`${text} needs digits`);
      return text;
    }
    if (/[A-Za-z]/.test(letter)) throw new Refusal(`JavaScript has no ${text}`);
    return text;
  }

  /** In multi-line mode `^` and `$` of JavaScript are something else. */
  #absolute(anchor: string, written: string): string {
    if (this.#multiline) throw new Refusal(`JavaScript has no ${written} in multi-line mode`);
    return anchor;
  }

  /** A `]` that stands first is a character there; in JavaScript it would close the class. */
  #characterClass(): string {
    const opening = this.#take(/\[\^?/y) ?? '';
    let source = opening;
    if (this.#take(/\]/y) !== undefined) source += '\\]';
    for (;;) {
      const plain = this.#take(/[^\]\\[]+/y);
      if (plain !== undefined) source += plain;
      else if (this.#take(/\[/y) !== undefined) source += '\\[';
      else if (this.#take(/\]/y) !== undefined) return `${source}]`;
      else if (this.#offset >= this.#pattern.length) throw new Refusal('a [ is not closed');
      else source += this.#classEscape();
    }
  }

  #classEscape(): string {
    // `\b` is a backspace in both, and a number is always octal here.
    const octal = this.#take(/\\[0-7]{1,3}/y);
    if (octal !== undefined) return hexEscape(Number.parseInt(octal.slice(1), 8) & 0xff);
    return this.#escape();
  }

  #group(): string {
    if (this.#take(/\(\?#[^)]*\)/y) !== undefined) return '';
    const named = this.#take(/\(\?P<[A-Za-z_]\w*>/y);
    if (named !== undefined) return named.replace('?P<', '?<');
    const reference = this.#take(/\(\?P=[A-Za-z_]\w*\)/y);
    if (reference !== undefined) {
      this.#references.push(reference.slice(4, -1));
      return `\\k<${reference.slice(4, -1)}>`;
    }
    const known = this.#take(/\((?:\?(?:[:=!]|<[=!]))?(?!\?)/y);
    if (known !== undefined) return known;
    const rest = this.#pattern.slice(this.#offset, this.#offset + 4);
    if (rest.startsWith('(?>')) throw new Refusal('JavaScript has no atomic groups, (?>...)');
    if (rest.startsWith('(?(')) throw new Refusal('JavaScript has no conditions, (?(1)...)');
    if (/^\(\?[a-zA-Z-]/.test(rest))
      throw new Refusal('flags for a part of the regex, (?i:...), are not in every JavaScript');
    throw new Refusal(`JavaScript has no ${rest}`);
  }

  #repetition(): string {
    const quantifier = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d*\})/y);
    if (quantifier === undefined) {
      // A brace that is no repetition is a character.
      this.#offset += 1;
      return '\\{';
    }
    const mode = this.#take(/[?+]/y) ?? '';
    if (mode === '+') throw new Refusal(`JavaScript has no possessive repetition, ${quantifier}+`);
    return `${quantifier.replace('{,', '{0,')}${mode}`;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const text = pattern.exec(this.#pattern)?.[0];
    if (text !== undefined) this.#offset += text.length;
    return text;
  }
}

class Refusal extends Error {}

function hexEscape(codePoint: number): string {
  if (codePoint > 0xffff) throw new Refusal('a character above U+FFFF is in no origin and no path');
  return `\\u${codePoint.toString(16).padStart(4, '0')}`;
}
