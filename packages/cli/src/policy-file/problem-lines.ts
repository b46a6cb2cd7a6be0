import { printable } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';
import type { PolicyProblem } from './policy-problem.js';

/** Problems as a compiler would print them: the place first, so that editors and terminals make it a link. */
export function problemLines(file: string, problems: readonly PolicyProblem[], style: Style): string {
  return problems.map((problem) => describe(file, problem, style)).join('');
}

function describe(
  file: string,
  { severity, code, position, path, value, message, hint }: PolicyProblem,
  style: Style,
): string {
  const place = `${printable(file)}:${position.line}:${position.column}`;
  const paint = severity === 'error' ? style.red : style.yellow;
  const field = fieldOf(path);
  const lines = [
    `${style.bold(place)} ${paint(severity)} ${printable(field === '' ? message : `${field}: ${message}`)} ${style.dim(`[${code}]`)}`,
    ...(value === undefined ? [] : [`    found: ${shown(value)}`]),
    ...(hint === undefined
      ? []
      : hint.split('\n').map((line, index) => `    ${index === 0 ? 'fix:   ' : '       '}${printable(line)}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** `[1].origins[2]`, as it would be written in code. */
function fieldOf(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function shown(value: unknown): string {
  // JSON has no number that is not finite: 1e400 is read as one.
  const text = typeof value === 'number' ? String(value) : printable(JSON.stringify(value));
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/** `2 errors, 1 warning`. */
export function countsOf(problems: readonly PolicyProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
