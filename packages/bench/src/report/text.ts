import { type FamilyReport, isMet, type Table, type Target } from './family.js';
import { figure } from './figure.js';

/** A report as Markdown, which reads as well in a terminal. */
export function textOf(report: FamilyReport): string {
  const { notes, results } = sectionsOf(report);
  return `${[`## ${report.title}`, ...notes, ...results].join('\n\n')}\n`;
}

/** Its parts, so that a page can put something between them. */
export function sectionsOf({ notes, tables, targets }: FamilyReport): Record<'notes' | 'results', readonly string[]> {
  const all = targets.length > 0 ? [...tables, targetTable(targets)] : tables;
  return { notes, results: all.map(tableText) };
}

export function tableText({ caption, columns, rows }: Table): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, place) => Math.max(3, ...lines.map((line) => line[place]?.length ?? 0)));
  const written = (line: readonly string[]): string =>
    `| ${widths.map((width, place) => pad(line[place] ?? '', width, place)).join(' | ')} |`;
  const rule = `| ${widths.map((width, place) => (place === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`${caption}:`, '', written(columns), rule, ...rows.map(written)].join('\n');
}

const pad = (text: string, width: number, place: number): string =>
  place === 0 ? text.padEnd(width) : text.padStart(width);

function targetTable(targets: readonly Target[]): Table {
  return {
    caption: 'Targets',
    columns: ['what', 'at most', 'reached', 'met'],
    rows: targets.map((target) => [
      target.what,
      `${figure(target.limit)} ${target.unit}`,
      `${figure(target.reached)} ${target.unit}`,
      isMet(target) ? 'yes' : 'no',
    ]),
  };
}
