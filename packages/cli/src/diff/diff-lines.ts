import type { PolicyChange, PolicyDiff, RequestDescriptor } from '@cors-policy/core';
import type { JsonDocument } from '../policy-file/json-document.js';
import { printable } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';

/** A policy file of the two: its name, and where its parts stand. */
export interface ComparedFile {
  readonly name: string;
  readonly document: JsonDocument;
}

export type ComparedFiles = Readonly<Record<PolicyChange['config'], ComparedFile>>;

/** What became wider and what narrower, in words. */
export function diffLines(
  { isWider, wider, narrower, notComparable }: PolicyDiff,
  files: ComparedFiles,
  style: Style,
): string {
  const verdict = { yes: style.red('wider'), unknown: style.yellow('perhaps wider'), no: style.green('not wider') }[
    isWider
  ];
  const blocks = [
    ...section(style.red('wider'), wider, files),
    ...section(style.green('narrower'), narrower, files),
    ...section(style.yellow('not comparable'), notComparable, files),
    `${printable(files.after.name)} is ${verdict} than ${printable(files.before.name)}`,
  ];
  return `${blocks.join('\n')}\n`;
}

function section(title: string, changes: readonly PolicyChange[], files: ComparedFiles): readonly string[] {
  return changes.length === 0 ? [] : [`${title}:`, ...changes.flatMap((change) => changeLines(change, files)), ''];
}

function changeLines({ config, path, message, example }: PolicyChange, files: ComparedFiles): readonly string[] {
  const { name, document } = files[config];
  const { line, column } = document.positionOf(placeIn(document, path));
  return [
    `  ${printable(`${name}:${line}:${column} ${message}`)}`,
    ...(example === undefined ? [] : [`      for example: ${printable(inWords(example))}`]),
  ];
}

/** The place in the file: where that is one rule, nothing is numbered. */
function placeIn({ value }: JsonDocument, path: readonly (string | number)[]): readonly (string | number)[] {
  return Array.isArray(value) ? path : path.slice(1);
}

function inWords({ method, path, headers }: RequestDescriptor): string {
  const asksFor = headers['access-control-request-method'];
  const names = headers['access-control-request-headers'];
  const request = `${asksFor ?? method}${path === undefined ? '' : ` ${path}`}`;
  return [
    asksFor === undefined ? request : `the preflight of ${request}`,
    ...(names === undefined ? [] : [`with ${names}`]),
    ...(headers.origin === undefined ? [] : [`from ${headers.origin}`]),
  ].join(' ');
}
