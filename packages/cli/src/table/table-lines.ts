import type { CanonicalRule, HeaderDecision, RegexSource } from '@cors-policy/core';
import { columns, type Row } from '../terminal/columns.js';
import { printable } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';
import type { GroupTable, PolicyTable } from './policy-table.js';
import type { PlacedRule } from './rule-groups.js';

/** The table in words. */
export function tableLines(file: string, { groups }: PolicyTable, style: Style): string {
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const name = printable(file);
  const head =
    groups.length === 1
      ? `${name}: ${counted(count, 'rule')}`
      : `${name}: ${counted(count, 'rule')} in ${groups.length} groups; the first whose paths match a request answers alone`;
  return [head, ...groups.map((group) => groupLines(group, style)), ''].join('\n\n').trimEnd().concat('\n');
}

function groupLines(group: GroupTable, style: Style): string {
  const title = group.paths === undefined ? 'every path' : group.paths.map(pattern).join(' ');
  const rules = group.rules.flatMap((rule) => ruleRows(rule));
  const decorateRule = (cell: string, _row: number, column: number): string => (column === 1 ? style.dim(cell) : cell);
  const decorateAnswer = (cell: string, row: number, column: number): string => {
    if (row === 0) return style.dim(cell);
    if (column !== 1) return cell;
    const { verdict } = group.answers[row - 1]?.decision ?? {};
    return verdict === 'denied' ? style.red(cell) : verdict === 'allowed' ? style.green(cell) : cell;
  };
  return [
    style.bold(title),
    ...columns(rules, '  ', decorateRule).map(indented),
    '',
    ...columns([answerHead, ...group.answers.map(answerRow)], '  ', decorateAnswer).map(indented),
    ...['', ...varyLines(group)].map(indented),
  ].join('\n');
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

function ruleRows({ index, rule }: PlacedRule): readonly Row[] {
  const { credentials, csrf, timing, privateNetwork, disallowed } = rule;
  const rows: readonly (readonly [string, string])[] = [
    ['origins', list(rule.origins, 'every origin', '\n')],
    ['credentials', credentials ? 'yes: cookies come along, and the answer can be read' : 'no'],
    [
      'methods',
      `${list(rule.methods, 'every method')}${rule.methods === '*' ? '' : '  (GET, HEAD and POST always pass)'}`,
    ],
    ['request headers', list(rule.allowedHeaders, anyHeader(rule))],
    ['exposed headers', list(rule.exposedHeaders, 'every header')],
    ['preflight', `${rule.preflightStatus}, ${cachedFor(rule.maxAge)}`],
    ['denied requests', disallowed === 'reject' ? 'answered with 403' : 'served without CORS headers'],
    ...(csrf === false ? [] : [['may write', list(csrf.trustedOrigins, '', '\n')] as const]),
    ...(timing ? [['timing', 'timing-allow-origin is sent too'] as const] : []),
    ...(privateNetwork ? [['private network', 'the legacy preflight is answered'] as const] : []),
    ...dangers(rule),
  ];
  return rows.map(([name, value], row) => [row === 0 ? `rule ${index}` : '', name, value]);
}

function anyHeader({ credentials }: CanonicalRule): string {
  return credentials ? 'every header' : 'every header but authorization';
}

function dangers({ dangerously }: CanonicalRule): readonly (readonly [string, string])[] {
  const lifted = Object.entries(dangerously)
    .filter(([, on]) => on === true)
    .map(([name]) => name);
  return lifted.length === 0 ? [] : [['dangerously', lifted.join(', ')]];
}

/** What browsers make of it: Chromium's and WebKit's caps are measured, Firefox's is from its source. */
function cachedFor(maxAge: number | false): string {
  if (maxAge === false) return 'no max-age: browsers keep it for 5 seconds';
  if (maxAge === 0) return 'kept by no browser';
  const caps = { Firefox: 86_400, Chromium: 7_200, WebKit: 600 };
  const cut = Object.entries(caps)
    .filter(([, cap]) => cap < maxAge)
    .map(([name, cap]) => `${name} ${cap} s`);
  return `kept for ${maxAge} s${cut.length === 0 ? '' : ` (${cut.join(', ')})`}`;
}

const answerHead: Row = ['who asks', 'gets', 'status', 'access-control-* and timing headers'];

function answerRow({ request, decision }: GroupTable['answers'][number]): Row {
  const { verdict, reason, status } = decision;
  const headers = decision.headers.map(([name, value]) => shortHeader(name, value));
  const verdictWords = verdict === 'not-applicable' ? reason : `${verdict}: ${reason}`;
  return [request, verdictWords, status === undefined ? 'goes on' : `${status}`, headers.join(', ') || 'none'];
}

/** The lists stand above, with the rule. */
function shortHeader(name: string, value: string): string {
  const short = name.replace('access-control-', '');
  return ['allow-origin', 'max-age', 'timing-allow-origin'].includes(short) ? `${short}: ${value}` : short;
}

function varyLines({ answers }: GroupTable): readonly string[] {
  const varyOf = (kind: HeaderDecision['kind']): string | undefined => {
    const names = answers.find(({ decision }) => decision.kind === kind)?.decision.vary;
    return names === undefined || names.length === 0 ? undefined : names.join(', ');
  };
  const plain = varyOf('actual') ?? varyOf('non-cors');
  const preflight = varyOf('preflight');
  return [
    `Vary of every answer: ${plain ?? 'nothing is added'}`,
    ...(preflight === undefined ? [] : [`Vary of a preflight:  ${preflight}`]),
  ];
}

function list(value: string | readonly (string | RegexSource)[], any: string, separator = ', '): string {
  if (value === '*') return any;
  if (value === 'none' || value.length === 0) return 'none';
  return typeof value === 'string' ? printable(value) : value.map(pattern).join(separator);
}

function pattern(value: string | RegexSource): string {
  return printable(typeof value === 'string' ? value : `/${value.regex}/${value.flags ?? ''}`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
