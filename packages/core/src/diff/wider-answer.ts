import type { HeaderDecision } from '../decision.js';
import {
  ACCESS_CONTROL_ALLOW_CREDENTIALS,
  ACCESS_CONTROL_EXPOSE_HEADERS,
  TIMING_ALLOW_ORIGIN,
} from '../protocol/header-names.js';

/** Whether one answer to a request allows anything that another answer to it does not. */
export function isWiderAnswer(less: HeaderDecision, more: HeaderDecision): boolean {
  // Refused with a status, the request does not reach the application; a preflight that is refused does so anyhow.
  if (isRefused(less) && !isRefused(more)) return true;
  if (more.verdict !== 'allowed') return false;
  if (less.verdict !== 'allowed') return true;
  const isNew = (name: string): boolean => headerOf(more, name) !== undefined && headerOf(less, name) === undefined;
  return isNew(ACCESS_CONTROL_ALLOW_CREDENTIALS) || isNew(TIMING_ALLOW_ORIGIN) || exposesMore(less, more);
}

function isRefused({ kind, status }: HeaderDecision): boolean {
  return kind !== 'preflight' && status === 403;
}

function exposesMore(less: HeaderDecision, more: HeaderDecision): boolean {
  const before = headerOf(less, ACCESS_CONTROL_EXPOSE_HEADERS)?.split(',') ?? [];
  const after = headerOf(more, ACCESS_CONTROL_EXPOSE_HEADERS)?.split(',') ?? [];
  return !before.includes('*') && after.some((name) => !before.includes(name));
}

function headerOf({ headers }: HeaderDecision, name: string): string | undefined {
  return headers.find(([key]) => key === name)?.[1];
}
