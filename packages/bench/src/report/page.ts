import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FamilyReport } from './family.js';
import { machineText } from './machine.js';
import { plotSvg } from './plot.js';
import { sectionsOf } from './text.js';

const docs = new URL('../../../docs/', import.meta.url);
const page = new URL('performance.md', docs);
const plots = new URL('performance/', docs);

/**
 * Writes a family into the page, between the two marks that have its name, and its plot beside it. What is written by
 * hand around the marks stays.
 *
 * @throws Error where the page has no such marks
 */
export function writeFamily(report: FamilyReport, date: Date): void {
  const text = readFileSync(page, 'utf8');
  const begin = `<!-- ${report.name} -->\n`;
  const end = `<!-- /${report.name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no ${begin.trim()} ${end}`);
  const { notes, results } = sectionsOf(report);
  const sections = [`## ${report.title}`, ...notes];
  if (report.plot !== undefined) {
    mkdirSync(plots, { recursive: true });
    writeFileSync(new URL(`${report.name}.svg`, plots), plotSvg(report.plot));
    sections.push(`![${report.plot.title}](performance/${report.name}.svg)`);
  }
  sections.push(...results, `Measured on ${machineText(date)}`);
  writeFileSync(page, `${text.slice(0, from)}${begin}${sections.join('\n\n')}\n${text.slice(to)}`);
}
