import { isSequence, type PythonSequence, type PythonValue } from './python-value.js';
import type { Token } from './tokens.js';

/** What a name stands for, where that is known. */
export type NamedValues = ReadonlyMap<string, PythonValue>;

/** The value of an expression, or what in it is no literal. */
export type Evaluated = { readonly value: PythonValue } | { readonly obstacle: string };

/**
 * The value of an expression that is made of literals: texts, numbers, lists, tuples, sets, `+`, `*` in front of an
 * item, names with a known value, `list(...)`, `re.compile(...)`.
 *
 * One pass: nothing is read twice, and nothing deeper than `MOST_DEPTH`.
 */
export function evaluateLiteral(tokens: readonly Token[], names: NamedValues): Evaluated {
  const parser = new LiteralParser(tokens, names);
  try {
    return { value: parser.whole() };
  } catch (error) {
    if (error instanceof NoLiteral) return { obstacle: error.message };
    throw error;
  }
}

class NoLiteral extends Error {}

/** Brackets and signs within one another. */
const MOST_DEPTH = 100;

const flagLetters: Readonly<Record<string, string>> = {
  I: 'i',
  IGNORECASE: 'i',
  M: 'm',
  MULTILINE: 'm',
  S: 's',
  DOTALL: 's',
  X: 'x',
  VERBOSE: 'x',
  A: 'a',
  ASCII: 'a',
  U: 'u',
  UNICODE: 'u',
};

class LiteralParser {
  readonly #tokens: readonly Token[];
  readonly #names: NamedValues;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], names: NamedValues) {
    this.#tokens = tokens;
    this.#names = names;
  }

  /** A tuple needs no parentheses here. */
  whole(): PythonValue {
    const first = this.#sum();
    if (this.#next === this.#tokens.length) return first;
    if (!this.#eat(',')) throw this.#obstacle();
    const items = [first, ...this.#items(undefined)];
    return { kind: 'tuple', items };
  }

  #sum(): PythonValue {
    let left = this.#product();
    for (;;) {
      if (this.#eat('+')) left = add(left, this.#product());
      else if (this.#eat('-')) left = calculate(left, this.#product(), (a, b) => a - b);
      else return left;
    }
  }

  #product(): PythonValue {
    let left = this.#unary();
    while (this.#eat('*')) left = calculate(left, this.#unary(), (a, b) => a * b);
    return left;
  }

  #unary(): PythonValue {
    if (this.#depth === MOST_DEPTH) throw new NoLiteral('too much within one another');
    this.#depth++;
    const value = this.#eat('-') ? calculate(0, this.#unary(), (a, b) => a - b) : this.#atom();
    this.#depth--;
    return value;
  }

  #atom(): PythonValue {
    const token = this.#tokens[this.#next];
    switch (token?.kind) {
      case 'number':
        this.#next++;
        return token.value;
      case 'string':
        return this.#strings();
      case 'name':
        return this.#named();
      default:
    }
    if (this.#eat('(')) return this.#parentheses();
    if (this.#eat('[')) return { kind: 'list', items: this.#items(']') };
    if (this.#eat('{')) {
      const items = this.#items('}');
      if (items.length === 0) throw new NoLiteral('a dict');
      return { kind: 'set', items };
    }
    throw this.#obstacle();
  }

  /** Texts side by side are one. */
  #strings(): string {
    let text = '';
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token?.kind !== 'string') return text;
      text += token.value;
      this.#next++;
    }
  }

  #parentheses(): PythonValue {
    if (this.#peek(')') || this.#peek('*')) return { kind: 'tuple', items: this.#items(')') };
    const first = this.#sum();
    if (this.#eat(')')) return first;
    if (!this.#eat(',')) throw this.#obstacle();
    return { kind: 'tuple', items: [first, ...this.#items(')')] };
  }

  /** Items up to a closing bracket, or to the end. */
  #items(closing: string | undefined): readonly PythonValue[] {
    const items: PythonValue[] = [];
    const isClosed = (): boolean => (closing === undefined ? this.#next === this.#tokens.length : this.#eat(closing));
    while (!isClosed()) {
      if (this.#eat('*')) items.push(...sequence(this.#sum()).items);
      else items.push(this.#sum());
      if (this.#eat(',')) continue;
      if (isClosed()) break;
      throw this.#obstacle();
    }
    return items;
  }

  /** `True`, a name with a value, or a call of one of a few functions. */
  #named(): PythonValue {
    const path = this.#path();
    const name = path.at(-1) ?? '';
    if (this.#eat('(')) return this.#call(path);
    if (path.length === 1 && name === 'True') return true;
    if (path.length === 1 && name === 'False') return false;
    if (path.length === 1 && name === 'None') return null;
    const value = this.#names.get(path.join('.'));
    if (value === undefined) throw new NoLiteral(path.join('.'));
    return value;
  }

  #path(): readonly string[] {
    const path: string[] = [];
    do {
      const token = this.#tokens[this.#next];
      if (token?.kind !== 'name') throw this.#obstacle();
      path.push(token.text);
      this.#next++;
    } while (this.#eat('.'));
    return path;
  }

  #call(path: readonly string[]): PythonValue {
    const name = path.join('.');
    if (name === 're.compile') return this.#compiledRegex();
    if (!['list', 'tuple', 'set', 'frozenset'].includes(name)) throw new NoLiteral(`${name}(...)`);
    const [argument, ...others] = this.#items(')');
    if (others.length > 0) throw new NoLiteral(`${name}(...)`);
    const kind = name === 'list' || name === 'tuple' ? name : 'set';
    return { kind, items: argument === undefined ? [] : sequence(argument).items };
  }

  #compiledRegex(): PythonValue {
    const pattern = this.#sum();
    if (typeof pattern !== 'string') throw new NoLiteral('re.compile(...) of no text');
    let flags = '';
    if (this.#eat(',') && !this.#peek(')')) {
      if (this.#peekName('flags')) {
        this.#next++;
        if (!this.#eat('=')) throw this.#obstacle();
      }
      do {
        const [module, name, ...rest] = this.#path();
        const letter = module === 're' && rest.length === 0 ? flagLetters[name ?? ''] : undefined;
        if (letter === undefined) throw new NoLiteral('the flags of re.compile(...)');
        flags += letter;
      } while (this.#eat('|'));
      this.#eat(',');
    }
    if (!this.#eat(')')) throw this.#obstacle();
    return { kind: 'regex', pattern, flags };
  }

  #peek(operator: string): boolean {
    const token = this.#tokens[this.#next];
    return token?.kind === 'operator' && token.text === operator;
  }

  #peekName(name: string): boolean {
    const token = this.#tokens[this.#next];
    return token?.kind === 'name' && token.text === name;
  }

  #eat(operator: string): boolean {
    if (!this.#peek(operator)) return false;
    this.#next++;
    return true;
  }

  #obstacle(): NoLiteral {
    const token = this.#tokens[this.#next];
    return new NoLiteral(token === undefined ? 'its end' : token.text);
  }
}

function sequence(value: PythonValue): PythonSequence {
  if (isSequence(value)) return value;
  throw new NoLiteral('what is no list');
}

/** Texts, numbers, or two lists or tuples of the same kind: as Python adds them. */
function add(left: PythonValue, right: PythonValue): PythonValue {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  const [a, b] = [sequence(left), sequence(right)];
  if (a.kind !== b.kind || a.kind === 'set') throw new NoLiteral(`a ${a.kind} + a ${b.kind}`);
  return { kind: a.kind, items: [...a.items, ...b.items] };
}

function calculate(left: PythonValue, right: PythonValue, operation: (a: number, b: number) => number): number {
  if (typeof left === 'number' && typeof right === 'number') return operation(left, right);
  throw new NoLiteral('arithmetic without numbers');
}
