import type { Plot } from './family.js';
import { figure } from './figure.js';

const WIDTH = 860;
const LABELS = 300;
const VALUES = 70;
const BAR = 9;
const GAP = 8;
const TOP = 62;
const BOTTOM = 26;

/** Read on white as well as on black; the text changes with the scheme of whoever looks. */
const COLOURS: readonly string[] = ['#2f81f7', '#d29922', '#3fb950', '#a371f7'];

const STYLE = `
  text { font: 11px system-ui, sans-serif; fill: #24292f; }
  .title { font-size: 14px; font-weight: 600; }
  .grid { stroke: #8b949e; stroke-opacity: 0.35; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }
`;

/** A plot as SVG: lying bars. Where values lie far apart, as where hostile stands beside usual, the axis is logarithmic. */
export function plotSvg({ title, unit, contenders, groups }: Plot): string {
  const axis = axisOf(
    groups.flatMap(({ values }) => values).flatMap((value) => (value === undefined || value <= 0 ? [] : value)),
  );
  const groupHeight = contenders.length * BAR + GAP;
  const height = TOP + groups.length * groupHeight + BOTTOM;
  const parts = [
    text(0, 16, title, 'class="title"'),
    ...contenders.map((name, place) => legend(name, place)),
    ...axis.ticks.map((tick) => gridLine(axis.place(tick), tick, unit, height)),
    ...groups.map(({ name, values }, row) => group(name, values, TOP + row * groupHeight, axis)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">
<style>${STYLE}</style>
${parts.join('\n')}
</svg>
`;
}

interface Axis {
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
}

/** How many times the greatest value may be the least one on a linear axis. */
const LINEAR = 30;

function axisOf(values: readonly number[]): Axis {
  return Math.max(...values) <= LINEAR * Math.min(...values) ? linearAxis(values) : logarithmicAxis(values);
}

/** From nothing to the greatest value, in four to ten steps of a round figure. */
function linearAxis(values: readonly number[]): Axis {
  const most = Math.max(...values);
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [power / 5, power / 2, power].find((one) => most / one <= 10) ?? power;
  const steps = Math.ceil(most / step);
  return {
    ticks: Array.from({ length: steps + 1 }, (_, place) => place * step),
    place: (value) => LABELS + (value / (steps * step)) * (WIDTH - LABELS - VALUES),
  };
}

/** From the power of ten below the least value to the one above the greatest. */
function logarithmicAxis(values: readonly number[]): Axis {
  const from = Math.floor(Math.log10(Math.min(...values, 1)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values, 1))));
  const scale = (WIDTH - LABELS - VALUES) / (to - from);
  return {
    ticks: Array.from({ length: to - from + 1 }, (_, power) => 10 ** (from + power)),
    place: (value) => LABELS + Math.max(0, Math.log10(value) - from) * scale,
  };
}

function group(name: string, values: readonly (number | undefined)[], top: number, axis: Axis): string {
  const middle = top + (values.length * BAR) / 2 + 4;
  const bars = values.map((value, place) => (value === undefined ? '' : bar(value, place, top + place * BAR, axis)));
  return [text(LABELS - 8, middle, name, 'text-anchor="end"'), ...bars].join('\n');
}

function bar(value: number, place: number, top: number, axis: Axis): string {
  const end = value > 0 ? axis.place(value) : LABELS;
  const width = Math.max(1, end - LABELS);
  return [
    `<rect x="${LABELS}" y="${top}" width="${width.toFixed(1)}" height="${BAR - 1}" fill="${colour(place)}"/>`,
    text(LABELS + width + 4, top + BAR - 1, figure(value), 'style="font-size:9px"'),
  ].join('\n');
}

function legend(name: string, place: number): string {
  const left = LABELS + place * 150;
  return `<rect x="${left}" y="26" width="10" height="10" fill="${colour(place)}"/>\n${text(left + 14, 35, name)}`;
}

function gridLine(left: number, tick: number, unit: string, height: number): string {
  const end = height - BOTTOM + 4;
  return [
    `<line class="grid" x1="${left.toFixed(1)}" x2="${left.toFixed(1)}" y1="${TOP - 8}" y2="${end}"/>`,
    text(left, end + 14, `${Number(tick.toPrecision(3)).toLocaleString('en')} ${unit}`, 'text-anchor="middle"'),
  ].join('\n');
}

const colour = (place: number): string => COLOURS[place % COLOURS.length] ?? '';

function text(left: number, baseline: number, content: string, attributes = ''): string {
  return `<text x="${left.toFixed(1)}" y="${baseline.toFixed(1)}" ${attributes}>${escaped(content)}</text>`;
}

const escaped = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('`', '');
