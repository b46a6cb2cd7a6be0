import type { Summary } from '../measure/statistics.js';

/** Three significant digits: no measurement here has more. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.001))));
  return value.toFixed(Math.min(digits, 3));
}

/** The median, and the quartiles behind it. */
export const withSpread = ({ median, lower, upper }: Summary): string =>
  `${figure(median)} (${figure(lower)} to ${figure(upper)})`;
