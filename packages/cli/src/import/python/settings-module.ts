import { evaluateLiteral } from './literal.js';
import { isSequence, type PythonValue } from './python-value.js';
import { importOf, type ModuleImport, namesCalledOn, namesChanged, opensBlock, outside } from './statement.js';
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

/** What a module says of its names. */
export interface SettingsModule {
  /** The last assignment of each name at the top. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** Modules that all is imported from, whatever that is. */
  readonly wholeImports: readonly ModuleImport[];
}

/**
 * Reads what a Python module assigns, without running it.
 *
 * Lines inside of a block (`if DEBUG:`, a class) may or may not count, so a name that one assigns has no known value; one
 * that is added to keeps what it had. Neither has a name that changes in any other way: its methods are called
 * (`X.append(...)`), it is one of several, imported, deleted, or the same list has another name that is added to.
 *
 * @param source Python
 * @param known names that the module imports, and what they stand for
 * @param isKnownModule whether it is they that a module brings
 */
export function readSettingsModule(
  source: string,
  known: ReadonlyMap<string, PythonValue>,
  isKnownModule: (module: string) => boolean,
): SettingsModule {
  const values = new Map(known);
  const assignments = new Map<string, Assignment>();
  const wholeImports: ModuleImport[] = [];
  let isInBlock = false;
  for (const line of logicalLines(source)) {
    const { isIndented, tokens } = bodyOf(line);
    const imported = importOf(tokens);
    if (imported !== undefined && isKnownModule(imported.module)) continue;
    if (imported?.isWhole === true) wholeImports.push(imported);
    isInBlock = isIndented || (line.isContinued && isInBlock);
    for (const assignment of assignmentsOf(
      { isIndented: isInBlock, tokens, whole: line.tokens },
      values,
      assignments,
    )) {
      assignments.set(assignment.name, assignment);
      // What is known in part is no value for others.
      if (assignment.value === undefined || assignment.obstacle !== undefined) values.delete(assignment.name);
      else values.set(assignment.name, assignment.value);
    }
  }
  return { assignments, wholeImports };
}

interface Statement {
  readonly isIndented: boolean;
  readonly tokens: readonly Token[];
  /** With the beginning of the block that it stands behind. */
  readonly whole: readonly Token[];
}

function assignmentsOf(
  { isIndented, tokens, whole }: Statement,
  values: ReadonlyMap<string, PythonValue>,
  before: ReadonlyMap<string, Assignment>,
): readonly Assignment[] {
  const line = whole[0]?.line ?? 1;
  const failed = (names: readonly string[], obstacle: string): readonly Assignment[] =>
    names.map((name) => ({ name, line, value: undefined, obstacle }));
  const target = targetOf(tokens);
  if (target === undefined) {
    // Both, for `for X in Y: del Z`.
    const names = [...new Set([...namesChanged(whole), ...namesChanged(tokens)])];
    return [
      ...failed(names, 'it changes in a way that is not read'),
      ...failed(othersOf(names, values), 'it may change by another name'),
    ];
  }
  const { names, expression, operator } = target;
  const [first] = names;
  // In place, a list changes for every name that it has.
  const others = [
    ...(operator === '=' ? [] : failed(othersOf(names, values), 'it changes by another name')),
    ...changedWithin(expression, values, line),
  ];
  const part = operator === '+=' && first !== undefined ? before.get(first) : undefined;
  // Once a part is missing, it stays so, whatever else is added.
  if (part?.value !== undefined && part.obstacle !== undefined) return [part, ...others];
  if (part?.value !== undefined && isIndented)
    return [{ ...part, line, obstacle: 'more is added inside of a block' }, ...others];
  if (isIndented) return [...failed(names, 'assigned inside of a block, which may or may not be run'), ...others];
  if (operator === '.') return [...failed(names, 'changed by a method'), ...others];
  const added: readonly Token[] =
    operator === '+=' && first !== undefined ? inPlace(first, expression, values.get(first), line) : expression;
  const evaluated = evaluateLiteral(added, values);
  if ('obstacle' in evaluated) return [...failed(names, `no literal: there is ${evaluated.obstacle} in it`), ...others];
  return [...names.map((name) => ({ name, line, value: evaluated.value, obstacle: undefined })), ...others];
}

/** What an expression changes while it is evaluated: `_ = [X.append(y) for y in Z]`. */
function changedWithin(
  expression: readonly Token[],
  values: ReadonlyMap<string, PythonValue>,
  line: number,
): readonly Assignment[] {
  const called = namesCalledOn(expression);
  return [...called, ...othersOf(called, values)].map((name) => ({
    name,
    line,
    value: undefined,
    obstacle: 'changed by a method',
  }));
}

/** The other names of what these names stand for, where that can change in place. */
function othersOf(names: readonly string[], values: ReadonlyMap<string, PythonValue>): readonly string[] {
  const changed: readonly PythonValue[] = names.flatMap((name) => values.get(name) ?? []).filter(isChangeable);
  return [...values].filter(([name, value]) => changed.includes(value) && !names.includes(name)).map(([name]) => name);
}

function isChangeable(value: PythonValue): boolean {
  return isSequence(value) && value.kind !== 'tuple';
}

/** What follows on the line of `if DEBUG:` is a block too. */
function bodyOf(line: LogicalLine): Pick<LogicalLine, 'isIndented' | 'tokens'> {
  if (!opensBlock(line.tokens)) return line;
  const [colon = line.tokens.length] = outside(line.tokens, (text) => text === ':');
  return { isIndented: true, tokens: line.tokens.slice(colon + 1) };
}

/** `X += ...` as `X + (...)`; to a list everything can be added that is a sequence. */
function inPlace(
  name: string,
  expression: readonly Token[],
  value: PythonValue | undefined,
  line: number,
): readonly Token[] {
  const operator = (text: string): Token => ({ kind: 'operator', text, line });
  const added = [operator('('), ...expression, operator(')')];
  const isList = value !== undefined && typeof value === 'object' && value?.kind === 'list';
  const list: readonly Token[] = [{ kind: 'name', text: 'list', line }, operator('('), ...added, operator(')')];
  return [{ kind: 'name', text: name, line }, operator('+'), ...(isList ? list : added)];
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
    if (operator.text === '.') return changedByMethod(rest);
    if (operator.text !== ':') return undefined;
    const start = rest.findIndex(({ kind, text }) => kind === 'operator' && text === '=');
    return start === -1 ? undefined : { names: [name.text], operator: '=', expression: rest.slice(start + 1) };
  }
  // `A = B, C = ...` goes on behind what was read.
  const isWhole = outside(rest, (text) => text === '=').length === 0;
  return names.length === 0 || !isWhole ? undefined : { names, operator: '=', expression: rest };
}

function changedByMethod(tokens: readonly Token[]): Target | undefined {
  const names = namesCalledOn(tokens);
  return names.length === 0 ? undefined : { names, operator: '.', expression: [] };
}
