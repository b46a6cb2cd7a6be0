import { evaluateLiteral } from './literal.js';
import type { PythonValue } from './python-value.js';
import { type LogicalLine, logicalLines, type Token } from './tokens.js';

/** What a module assigns to a name. */
export interface Assignment {
  readonly name: string;
  readonly line: number;
  /** What it is for certain; `undefined` where it is no literal. */
  readonly value: PythonValue | undefined;
  /** Why that is not known, or not all of it. */
  readonly obstacle: string | undefined;
}

/** The last assignment of each name at the top of a module. */
export type SettingsModule = ReadonlyMap<string, Assignment>;

/**
 * Reads what a Python module assigns, without running it.
 *
 * Lines inside of a block (`if DEBUG:`, a class) may or may not count, so a name that one assigns has no known value; one
 * that is added to keeps what it had. A name whose methods are called (`X.append(...)`) has no known value.
 *
 * @param known names that the module imports, and what they stand for
 */
export function readSettingsModule(source: string, known: ReadonlyMap<string, PythonValue>): SettingsModule {
  const values = new Map(known);
  const assignments = new Map<string, Assignment>();
  for (const line of logicalLines(source)) {
    for (const assignment of assignmentsOf(line, values)) {
      assignments.set(assignment.name, assignment);
      if (assignment.value === undefined) values.delete(assignment.name);
      else values.set(assignment.name, assignment.value);
    }
  }
  return assignments;
}

function assignmentsOf(logical: LogicalLine, values: ReadonlyMap<string, PythonValue>): readonly Assignment[] {
  const { isIndented, tokens } = bodyOf(logical);
  const target = targetOf(tokens);
  if (target === undefined) return [];
  const { names, expression, operator } = target;
  const line = tokens[0]?.line ?? 1;
  const [first] = names;
  const failed = (obstacle: string): readonly Assignment[] =>
    names.map((name) => ({ name, line, value: undefined, obstacle }));
  if (isIndented && operator === '+=' && first !== undefined && values.has(first))
    return [{ name: first, line, value: values.get(first), obstacle: 'more is added inside of a block' }];
  if (isIndented) return failed('assigned inside of a block, which may or may not be run');
  if (operator === '.') return failed('changed by a method');
  const added: readonly Token[] =
    operator === '+=' && first !== undefined ? inPlace(first, expression, line) : expression;
  const evaluated = evaluateLiteral(added, values);
  if ('obstacle' in evaluated) return failed(`no literal: there is ${evaluated.obstacle} in it`);
  return names.map((name) => ({ name, line, value: evaluated.value, obstacle: undefined }));
}

/** What follows on the line of `if DEBUG:` is a block too. */
function bodyOf(line: LogicalLine): LogicalLine {
  const [first] = line.tokens;
  const opensBlock = first?.kind === 'name' && blockKeywords.includes(first.text);
  if (!opensBlock) return line;
  const colon = line.tokens.findIndex(({ kind, text }) => kind === 'operator' && text === ':');
  return { isIndented: true, tokens: line.tokens.slice(colon + 1) };
}

const blockKeywords = ['if', 'elif', 'else', 'for', 'while', 'try', 'except', 'finally', 'with'];

/** `X += ...` as `X + (...)`. */
function inPlace(name: string, expression: readonly Token[], line: number): readonly Token[] {
  const operator = (text: string): Token => ({ kind: 'operator', text, line });
  return [{ kind: 'name', text: name, line }, operator('+'), operator('('), ...expression, operator(')')];
}

interface Target {
  readonly names: readonly string[];
  readonly operator: '=' | '+=' | '.';
  readonly expression: readonly Token[];
}

/** `A = ...`, `A = B = ...`, `A: list[str] = ...`, `A += ...`, `A.append(...)`. */
function targetOf(tokens: readonly Token[]): Target | undefined {
  const names: string[] = [];
  let rest = tokens;
  for (;;) {
    const [name, operator] = rest;
    if (name?.kind !== 'name' || operator?.kind !== 'operator') break;
    if (operator.text === '=') {
      names.push(name.text);
      rest = rest.slice(2);
      continue;
    }
    if (names.length > 0) break;
    if (operator.text === '+=') return { names: [name.text], operator: '+=', expression: rest.slice(2) };
    if (operator.text === '.') return changedByMethod(name.text, rest);
    if (operator.text !== ':') return undefined;
    const start = rest.findIndex(({ kind, text }) => kind === 'operator' && text === '=');
    return start === -1 ? undefined : { names: [name.text], operator: '=', expression: rest.slice(start + 1) };
  }
  return names.length === 0 ? undefined : { names, operator: '=', expression: rest };
}

function changedByMethod(name: string, tokens: readonly Token[]): Target | undefined {
  const method = tokens[2];
  const changes = ['append', 'extend', 'insert', 'remove', 'add', 'update', 'clear', 'pop', 'discard'];
  const isChange = method?.kind === 'name' && changes.includes(method.text);
  return isChange ? { names: [name], operator: '.', expression: [] } : undefined;
}
