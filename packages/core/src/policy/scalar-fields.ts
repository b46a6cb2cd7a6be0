import { DEFAULT_MAX_AGE } from '../headers/max-age.js';
import { type ConfigPlace, show } from './policy-issue.js';

/** The longest time that any browser keeps a preflight's answer, in seconds: Firefox's. */
const LONGEST_MAX_AGE_CAP = 86_400;

export function readBoolean(field: ConfigPlace): boolean {
  if (typeof field.value === 'boolean') return field.value;
  if (field.value !== undefined) {
    const meant = field.value === 'true' || field.value === 'false' ? `write ${field.value} without quotes` : undefined;
    field.error('type-invalid', `the field takes true or false, not ${show(field.value)}`, meant);
  }
  return false;
}

export function readMaxAge(field: ConfigPlace): number | false {
  const { value } = field;
  if (value === undefined) return DEFAULT_MAX_AGE;
  if (value === false) return false;
  if (typeof value !== 'number') {
    const digits =
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? `write ${Number(value)} without quotes` : undefined;
    field.error(
      'type-invalid',
      `maxAge takes a number of seconds, or false to send no header, not ${show(value)}`,
      digits,
    );
    return false;
  }
  if (!Number.isSafeInteger(value) || value < 0) {
    const meant =
      value < 0
        ? 'write 0 to disable the cache, or false to send no header'
        : Number.isFinite(value)
          ? `write ${Math.floor(value)}`
          : undefined;
    field.error('max-age-invalid', `maxAge takes a whole number of seconds from 0, not ${show(value)}`, meant);
    return false;
  }
  if (value > LONGEST_MAX_AGE_CAP) {
    const message = `no browser keeps a preflight for ${value} seconds: Firefox caps at 86400, Chromium at 7200, WebKit at 600`;
    field.warn('max-age-above-caps', message, 'write 86400');
  }
  return value === 0 ? 0 : value;
}

export function readPreflightStatus(field: ConfigPlace): number {
  const { value } = field;
  if (value === undefined) return 204;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 299) return value;
  const code = typeof value === 'number' ? 'preflight-status-invalid' : 'type-invalid';
  const isQuoted = typeof value === 'string' && /^2\d\d$/.test(value);
  field.error(
    code,
    `preflightStatus takes a whole number from 200 to 299, since a browser refuses any other, not ${show(value)}`,
    isQuoted ? `write ${value} without quotes` : 'write 204',
  );
  return 204;
}

export function readDisallowed(field: ConfigPlace): 'omit' | 'reject' {
  const { value } = field;
  if (value === undefined) return 'omit';
  if (value === 'omit' || value === 'reject') return value;
  field.error('type-invalid', `disallowed takes 'omit' or 'reject', not ${show(value)}`);
  return 'omit';
}
