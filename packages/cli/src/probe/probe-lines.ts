import type { Step, WireRequest, WireResponse } from '@cors-policy/browser-model';
import { printable } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';
import type { Exchange } from './evidence/evidence.js';
import type { ProbeFinding, Severity } from './evidence/probe-finding.js';
import type { ProbeResult } from './probe.js';

/** A probe in words: what was sent and what came back, what the browser checked, and what is to be said about it. */
export function probeLines({ evidence, findings }: ProbeResult, style: Style): string {
  const { asked, exchanges, outcome } = evidence;
  const walk = exchanges.map((exchange, index) =>
    [
      ...exchangeLines(exchange, style),
      ...outcome.steps.filter((step) => step.exchange === index).map((step) => stepLine(step, style)),
    ].join('\n'),
  );
  const before = outcome.steps.filter((step) => step.exchange === undefined).map((step) => stepLine(step, style));
  const blocks = [
    ...(before.length === 0 ? [] : [before.join('\n')]),
    ...walk,
    verdictLine(evidence.readable, asked.origin, style),
    ...findings.map((finding) => findingLines(finding, style)),
    countLine(findings, style),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function exchangeLines({ request, response }: Exchange, style: Style): readonly string[] {
  return [
    style.bold(`${request.method} ${printable(request.url)}`),
    ...requestLines(request).map((line) => `  > ${line}`),
    `  < ${response.status}`,
    ...responseLines(response).map((line) => `  < ${line}`),
  ];
}

const askedFields = /^(?:origin|access-control-.*)$/;
const answeredFields = /^(?:access-control-.*|vary|location|www-authenticate|cache-control)$/i;

function requestLines({ headers, includesCredentials }: WireRequest): readonly string[] {
  const shown = headers.filter(([name]) => askedFields.test(name));
  return [
    ...shown.map(([name, value]) => printable(`${name}: ${value}`)),
    ...(includesCredentials ? ['with credentials'] : []),
  ];
}

function responseLines({ headers }: WireResponse): readonly string[] {
  return headers
    .filter(([name]) => answeredFields.test(name))
    .map(([name, value]) => printable(`${name.toLowerCase()}: ${value}`));
}

function stepLine({ check, kind, passed, compared }: Step, style: Style): string {
  const { subject, found = 'missing', wanted } = compared;
  if (kind === 'note') {
    const words = check.startsWith('preflight-') ? `asks first, because of ${subject}` : `${subject}: ${found}`;
    const isExplained = check === 'max-age' || check === 'preflight-method';
    const more = check === 'max-age' ? wanted : found;
    return `  ${style.dim('-')} ${printable(isExplained ? `${words} (${more})` : words)}`;
  }
  const mark = passed ? style.green('ok') : style.red('no');
  return `  ${mark} ${printable(passed ? `${subject}: ${found}` : `${subject}: ${found}, wanted: ${wanted}`)}`;
}

function verdictLine(readable: ProbeResult['evidence']['readable'], origin: string, style: Style): string {
  const names = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };
  const list = (wanted: boolean): string =>
    Object.entries(names)
      .filter(([engine]) => readable[engine as keyof typeof names] === wanted)
      .map(([, name]) => name)
      .join(', ');
  const [reads, blocks] = [list(true), list(false)];
  const page = `a page of ${printable(origin)}`;
  if (blocks === '') return style.green(`${page} can read the answer in ${reads}`);
  if (reads === '') return style.red(`${page} can read nothing: ${blocks} block it`);
  return style.red(`${page} can read the answer in ${reads}, and not in ${blocks}`);
}

function findingLines({ code, severity, found, message, change, console }: ProbeFinding, style: Style): string {
  const texts = console === undefined ? [] : Object.entries(console).map(([engine, text]) => `${engine}: ${text}`);
  return [
    `${paint(severity, style)} ${style.bold(code)}: ${printable(message)}`,
    ...block('found', found.split('\n')),
    ...block('change', [change]),
    ...block('console', texts),
  ].join('\n');
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `    ${(index === 0 ? `${title}:` : '').padEnd(8)} ${printable(line)}`);
}

function paint(severity: Severity, style: Style): string {
  return severity === 'error'
    ? style.red(severity)
    : severity === 'warning'
      ? style.yellow(severity)
      : style.dim(severity);
}

function countLine(findings: readonly ProbeFinding[], style: Style): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')];
  const words = `${errors} errors, ${warnings} warnings, ${notes} notes`.replace(/\b1 (error|warning|note)s/g, '1 $1');
  return errors + warnings === 0 ? style.green(notes === 0 ? 'no findings' : words) : words;
}
