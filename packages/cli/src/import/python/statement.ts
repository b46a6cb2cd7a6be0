import type { Token } from './tokens.js';

/** `from module import ...`. */
export interface ModuleImport {
  readonly module: string;
  readonly line: number;
  /** Whether all of it is imported: `*`. */
  readonly isWhole: boolean;
}

export function importOf(tokens: readonly Token[]): ModuleImport | undefined {
  const [first] = tokens;
  const end = tokens.findIndex((token) => isName(token, 'import'));
  if (!isName(first, 'from') || first === undefined || end === -1) return undefined;
  const module = tokens
    .slice(1, end)
    .map(({ text }) => text)
    .join('');
  return { module, line: first.line, isWhole: tokens[end + 1]?.text === '*' };
}

const blockKeywords = ['if', 'elif', 'else', 'for', 'while', 'try', 'except', 'finally', 'with', 'class', 'def'];

/** Whether a line opens a block, of which a part may follow behind the colon. */
export function opensBlock([first]: readonly Token[]): boolean {
  return first?.kind === 'name' && blockKeywords.includes(first.text);
}

/** Where operators stand that are not within brackets. */
export function outside(tokens: readonly Token[], isWanted: (text: string) => boolean): readonly number[] {
  const places: number[] = [];
  let depth = 0;
  for (const [place, { kind, text }] of tokens.entries()) {
    if (kind !== 'operator') continue;
    if (depth === 0 && isWanted(text)) places.push(place);
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text)) depth = Math.max(0, depth - 1);
  }
  return places;
}

/**
 * The names that a statement changes, where it is more than an assignment to a name: `A, B = ...`, `A[0] = ...`,
 * `A -= ...`, `(A := ...)`, `del A`, `import A`, `for A in ...`, `with ... as A`.
 */
export function namesChanged(tokens: readonly Token[]): readonly string[] {
  const [first, ...rest] = tokens;
  const end = outside(tokens, isAssignment).at(-1);
  const assigned = end === undefined ? [] : namesIn(tokens.slice(0, end));
  const bound = tokens.filter((_, place) => tokens[place + 1]?.text === ':=' || isName(tokens[place - 1], 'as'));
  const keyword = first?.kind === 'name' ? namesOfKeyword(first.text, rest) : [];
  return [...assigned, ...namesIn(bound), ...keyword, ...namesCalledOn(tokens)];
}

/** The names that have a method called that changes them: `X.append(...)`, wherever it stands. */
export function namesCalledOn(tokens: readonly Token[]): readonly string[] {
  const called = tokens.filter((_, place) => {
    const [dot, method] = tokens.slice(place + 1, place + 3);
    return dot?.text === '.' && method?.kind === 'name' && changingMethods.includes(method.text);
  });
  return namesIn(called);
}

const changingMethods = ['append', 'extend', 'insert', 'remove', 'add', 'update', 'clear', 'pop', 'discard'];

function namesOfKeyword(keyword: string, rest: readonly Token[]): readonly string[] {
  const placeOf = (name: string): number => rest.findIndex((token) => isName(token, name));
  switch (keyword) {
    case 'del':
    case 'import':
      return namesIn(rest);
    case 'from':
      return namesIn(rest.slice(placeOf('import') + 1));
    case 'for':
      return namesIn(rest.slice(0, Math.max(0, placeOf('in'))));
    default:
      return [];
  }
}

function isAssignment(text: string): boolean {
  return text === '=' || /^(?:\*\*|\/\/|<<|>>|[-+*/%&|^@])=$/.test(text);
}

/** Names, but for those of attributes. */
function namesIn(tokens: readonly Token[]): readonly string[] {
  return tokens.filter(({ kind }, place) => kind === 'name' && tokens[place - 1]?.text !== '.').map(({ text }) => text);
}

function isName(token: Token | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}
