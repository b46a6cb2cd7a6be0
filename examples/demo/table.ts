import type { HeaderDecision } from '@cors-policy/node-http';
import type { WireResponse } from './raw-request.js';
import type { DemoRequest } from './requests.js';

/** What was asked, what was decided and what came over the wire. */
export interface Row {
  readonly request: DemoRequest;
  readonly decision: HeaderDecision | undefined;
  readonly response: WireResponse;
}

/** Longest header value that is shown whole. */
const SHOWN = 64;

const isShown = ([name]: readonly [string, string]): boolean =>
  /^(access-control-|timing-allow-origin$|vary$)/.test(name);

const abridge = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`);

/** What has to be, and is not; empty where all is as it has to be. */
export function differences({ request, decision, response }: Row): readonly string[] {
  const decided = decision === undefined ? 'no decision' : `${decision.verdict} ${decision.reason}`;
  const expected = request.decision === undefined ? 'no decision' : request.decision.join(' ');
  const allowed = response.headers.filter(([name]) => name === 'access-control-allow-origin').map(([, value]) => value);
  const expectedAllowed = request.allowOrigin === undefined ? [] : [request.allowOrigin];
  return [
    ...(decided === expected ? [] : [`decided ${decided}, not ${expected}`]),
    ...(response.status === request.status ? [] : [`status ${response.status}, not ${request.status}`]),
    ...(allowed.join() === expectedAllowed.join()
      ? []
      : [`allow-origin [${allowed.join()}], not [${expectedAllowed.join()}]`]),
  ];
}

/** The rows as lines of aligned columns, under their titles. */
export function renderTable(groups: Readonly<Record<string, readonly Row[]>>): readonly string[] {
  const titles = ['request', 'verdict', 'reason', 'status', 'CORS headers and Vary on the wire'];
  const cellsOf = (row: Row): readonly string[] => [
    `${row.request.line}  (${row.request.title})`,
    row.decision?.verdict ?? '-',
    row.decision?.reason ?? 'answered by the parser',
    String(row.response.status),
  ];
  const all = Object.values(groups).flat();
  const widths = titles.slice(0, -1).map((title, column) => {
    return Math.max(title.length, ...all.map((row) => cellsOf(row)[column]?.length ?? 0));
  });
  const lineOf = (cells: readonly string[], last: string): string =>
    `${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join('  ')}  ${last}`.trimEnd();

  return [
    lineOf(titles, titles.at(-1) ?? ''),
    ...Object.entries(groups).flatMap(([title, rows]) => [
      '',
      `${title}:`,
      ...rows.flatMap((row) => {
        const headers = row.response.headers.filter(isShown).map(([name, value]) => `${name}: ${abridge(value)}`);
        const [first = 'none', ...more] = headers;
        const wrong = differences(row).map((difference) => lineOf([], `WRONG: ${difference}`));
        return [lineOf(cellsOf(row), first), ...more.map((header) => lineOf([], header)), ...wrong];
      }),
    ]),
  ];
}
