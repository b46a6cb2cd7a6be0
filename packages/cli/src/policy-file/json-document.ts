import { type ArrayNode, type DocumentNode, type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why a text is no JSON, or not what it seems to be. */
export interface JsonProblem {
  readonly code: 'json-invalid' | 'json-duplicate-key';
  readonly path: readonly (string | number)[];
  readonly position: Position;
  readonly message: string;
  readonly hint?: string;
}

/** A JSON text that was read: its value, and where each part of it stands. */
export interface JsonDocument {
  readonly value: unknown;
  /** Names that stand twice in one object. `JSON.parse` takes the last of them, and does not say so. */
  readonly problems: readonly JsonProblem[];
  /** Where a value stands, or the nearest thing around it that is there. */
  readonly positionOf: (path: readonly (string | number)[]) => Position;
  /** The same, but the name of the last step's member where there is one. */
  readonly positionOfName: (path: readonly (string | number)[]) => Position;
}

/** Reads a text as `JSON.parse` does; the problem where it is no JSON. */
export function readJson(text: string): JsonDocument | JsonProblem {
  const deepest = tooDeep(text);
  if (deepest !== undefined)
    return problemAt(positionAt(text, deepest), `it is nested more than ${MOST_DEPTH} deep, and no policy is`);
  let document: DocumentNode;
  let value: unknown;
  try {
    document = parse(text, { mode: 'json' });
    value = JSON.parse(text);
  } catch (error) {
    return invalid(error, text);
  }
  return {
    value,
    problems: duplicateKeys(document.body, []),
    positionOf: (path) => positionOf(walk(document.body, path).value),
    positionOfName: (path) => {
      const { name, value: found } = walk(document.body, path);
      return positionOf(name ?? found);
    },
  };
}

type Located = { readonly loc: { readonly start: Position } };

function positionOf({ loc: { start } }: Located): Position {
  return { line: start.line, column: start.column };
}

/** No policy is deeper than 6, and whatever reads one goes into it step by step. */
const MOST_DEPTH = 100;

/** Where a text opens more brackets than it may. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '"') isInString = !isInString;
    else if (isInString) offset += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > MOST_DEPTH) return offset;
  }
  return undefined;
}

function problemAt(position: Position, message: string, hint?: string): JsonProblem {
  return {
    code: 'json-invalid',
    path: [],
    position,
    message,
    ...(hint !== undefined && { hint }),
  };
}

function invalid(error: unknown, text: string): JsonProblem {
  if (text.startsWith('\uFEFF'))
    return problemAt(
      { line: 1, column: 1 },
      'it begins with a byte order mark, which JSON has not',
      'save it without one',
    );
  const said = error instanceof Error ? error.message : String(error);
  const position = placeOf(error, said, text);
  const [before, rest] = splitAt(text, position);
  const message = said
    .replace(/ \(\d+:\d+\)\.?$| at position \d+.*$/, '')
    .replace(/ found\.$/, '')
    .replace(/^Unexpected token \w+$/, `unexpected character '${rest.charAt(0)}'`)
    .replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return problemAt(position, `this is no JSON: ${message}`, hintFor(before, rest));
}

/** What people write who take JSON for JavaScript. */
function hintFor(before: string, rest: string): string | undefined {
  if (/^\/[/*]/.test(rest)) return 'leave it out: JSON has no comments';
  if (/^[\]}]/.test(rest) && before.endsWith(',')) return 'leave out the comma before it';
  return rest.startsWith("'") ? 'write " around texts and names' : undefined;
}

/** What stands before a place, white space at the end aside, and what from there on. */
function splitAt(text: string, { line, column }: Position): readonly [before: string, rest: string] {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const offset = lines.slice(0, line - 1).join('').length + column - 1;
  return [text.slice(0, offset).trimEnd(), text.slice(offset)];
}

function placeOf(error: unknown, said: string, text: string): Position {
  // The parser gives the end the place of the beginning, and leaves control characters to `JSON.parse`.
  if (said.includes('end of input')) return positionAt(text, text.length);
  const offset = / at position (\d+)/.exec(said)?.[1];
  if (offset !== undefined) return positionAt(text, Number(offset));
  const isLocated =
    error instanceof Error &&
    'line' in error &&
    typeof error.line === 'number' &&
    'column' in error &&
    typeof error.column === 'number';
  return isLocated ? { line: Number(error.line), column: Number(error.column) } : { line: 1, column: 1 };
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

interface Found {
  readonly value: Located;
  /** The name of the member that the last step led to. */
  readonly name: Located | undefined;
}

/** Goes as far as the path leads. */
function walk(root: ValueNode, path: readonly (string | number)[]): Found {
  let node = root;
  let name: Located | undefined;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === undefined) return { value: node, name: undefined };
    node = next.value;
    name = next.name;
  }
  return { value: node, name };
}

function stepInto(node: ValueNode, step: string | number): { value: ValueNode; name: Located | undefined } | undefined {
  if (node.type === 'Array') {
    const element = typeof step === 'number' ? node.elements[step] : undefined;
    return element && { value: element.value, name: undefined };
  }
  if (node.type !== 'Object') return undefined;
  // The last of several wins, as in `JSON.parse`.
  const member = node.members.findLast((one) => nameOf(one) === step);
  return member && { value: member.value, name: member.name };
}

function nameOf({ name }: ObjectNode['members'][number]): string {
  return name.type === 'String' ? name.value : name.name;
}

function duplicateKeys(node: ValueNode, path: readonly (string | number)[]): readonly JsonProblem[] {
  if (node.type === 'Array') return elementsOf(node).flatMap((value, index) => duplicateKeys(value, [...path, index]));
  if (node.type !== 'Object') return [];
  const seen = new Set<string>();
  return node.members.flatMap((member) => {
    const name = nameOf(member);
    const inside = duplicateKeys(member.value, [...path, name]);
    if (!seen.has(name)) {
      seen.add(name);
      return inside;
    }
    const message = `${JSON.stringify(name)} stands here a second time, and only the last one counts`;
    const twice: JsonProblem = {
      code: 'json-duplicate-key',
      path: [...path, name],
      position: positionOf(member.name),
      message,
    };
    return [twice, ...inside];
  });
}

function elementsOf({ elements }: ArrayNode): readonly ValueNode[] {
  return elements.map(({ value }) => value);
}
