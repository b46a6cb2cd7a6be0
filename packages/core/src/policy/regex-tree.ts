/**
 * A regular expression as a tree, as far as it takes to write down texts that it might match. What is not understood
 * counts as empty: whoever uses a text asks the real regex first.
 */
export type RegexNode =
  | { readonly kind: 'char'; readonly char: string }
  /** `.`, a class, or an escape such as `\d`: the source of a regex for one character. */
  | { readonly kind: 'class'; readonly source: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number };

const EMPTY: RegexNode = { kind: 'empty' };

/** Parses a source that is known to compile. */
export function parseRegexTree(source: string): RegexNode {
  let index = 0;

  const parseChoice = (): RegexNode => {
    const options = [parseSequence()];
    while (source[index] === '|') {
      index++;
      options.push(parseSequence());
    }
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options };
  };

  const parseSequence = (): RegexNode => {
    const items: RegexNode[] = [];
    while (index < source.length && source[index] !== '|' && source[index] !== ')') items.push(parseQuantified());
    return { kind: 'sequence', items };
  };

  const parseQuantified = (): RegexNode => {
    const item = parseAtom();
    const [text, min, max] = quantifierAt(source, index);
    index += text.length;
    return text === '' ? item : { kind: 'repeat', item, min, max };
  };

  const parseAtom = (): RegexNode => {
    const char = source[index] ?? '';
    if (char === '(') return parseGroup();
    const [, token = char] =
      /^(\[(?:\\.|[^\]\\])*\]|\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|[pk][{<][^}>]*[}>]|c[a-z]|\d+|.))/is.exec(
        source.slice(index),
      ) ?? [];
    index += token.length;
    return atomOf(token);
  };

  const parseGroup = (): RegexNode => {
    const [opening = '('] = /^\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/i.exec(source.slice(index)) ?? [];
    index += opening.length;
    const body = parseChoice();
    index++; // the closing parenthesis
    return /^\(\?<?[=!]$/.test(opening) ? EMPTY : body;
  };

  return parseChoice();
}

/** The quantifier that starts at an index, and how often it repeats; the empty text where there is none. */
function quantifierAt(source: string, index: number): readonly [text: string, min: number, max: number] {
  const [text, braces] = /^(?:[*+?]|\{(\d+(?:,\d*)?)\})\??/.exec(source.slice(index, index + 24)) ?? [''];
  if (braces !== undefined) {
    const [min = '0', max] = braces.split(',');
    return [text, Number(min), max === undefined ? Number(min) : max === '' ? Number.POSITIVE_INFINITY : Number(max)];
  }
  return [text, text.startsWith('+') ? 1 : 0, text.startsWith('?') ? 1 : Number.POSITIVE_INFINITY];
}

function atomOf(token: string): RegexNode {
  if (token === '^' || token === '$' || /^\\(?:[bBk1-9]|0\d)/.test(token)) return EMPTY;
  const [, member = '', otherCase = member] = /^\[(\\?[^\\\]^])([^\\\]])?\]$/.exec(token) ?? [];
  if (member !== '' && member.toLowerCase() === otherCase.toLowerCase()) return atomOf(member === '.' ? '\\.' : member);
  if (token === '.' || token.startsWith('[') || /^\\[dDwWsSpP]/.test(token)) return { kind: 'class', source: token };
  if (!token.startsWith('\\')) return { kind: 'char', char: token };
  const [, code] = /^\\(?:u\{?|x)([\da-f]+)\}?$/i.exec(token) ?? [];
  return {
    kind: 'char',
    char: code === undefined ? token.slice(1) : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  };
}
