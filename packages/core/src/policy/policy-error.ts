import { type PolicyIssue, show } from './policy-issue.js';

/** How many issues the message spells out; `issues` has them all. */
const SHOWN_ISSUES = 20;

/**
 * Thrown by `definePolicy`: everything that is wrong with a config, at once.
 *
 * Tell it by its `code`, not by `instanceof`: the ESM and the CJS copy of this module are two classes.
 *
 * @example
 * try {
 *   definePolicy({ origins: ['https://example.com/'] });
 * } catch (error) {
 *   if (error.code !== 'ERR_CORS_POLICY') throw error;
 *   for (const issue of error.issues) console.error(issue.path, issue.message, issue.hint); // hint: write https://example.com
 * }
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'ERR_CORS_POLICY';
  /** Every problem, in the order of the config. Frozen. */
  readonly issues: readonly PolicyIssue[];
  /** What is odd beside that, as in the `warnings` of a policy. Frozen; not part of the message. */
  readonly warnings: readonly PolicyIssue[];

  constructor(issues: readonly PolicyIssue[], warnings: readonly PolicyIssue[] = []) {
    super(messageOf(issues));
    this.issues = Object.freeze([...issues]);
    this.warnings = Object.freeze([...warnings]);
  }
}

function messageOf(issues: readonly PolicyIssue[]): string {
  const head = issues.length === 1 ? 'the CORS policy has a mistake' : `the CORS policy has ${issues.length} mistakes`;
  const shown = issues.slice(0, SHOWN_ISSUES).map((issue, index) => describeIssue(issue, index + 1));
  const rest = issues.length - shown.length;
  return [head, ...shown, ...(rest > 0 ? [`  ... and ${rest} more in the error's issues`] : [])].join('\n');
}

function describeIssue({ code, path, value, message, hint }: PolicyIssue, number: number): string {
  const lines = [`  ${number}. ${placeOf(path)}: ${message} [${code}]`];
  if (value !== undefined) lines.push(`     found: ${show(value)}`);
  if (hint !== undefined)
    lines.push(...hint.split('\n').map((line, index) => `     ${index === 0 ? 'fix:   ' : '       '}${line}`));
  return lines.join('\n');
}

/** `[1].origins[2]`, as it would be written in code; the config itself has no name. */
function placeOf(path: readonly (string | number)[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'config' : text.replace(/^\./, '');
}
