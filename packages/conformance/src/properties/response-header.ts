import type { HeaderDecision } from '@cors-policy/core';

/** The value that a decision sends for a header; `undefined` where it sends none. */
export function responseHeader({ headers }: HeaderDecision, name: string): string | undefined {
  return headers.find(([key]) => key === name)?.[1];
}

/** Whether a decision lets anybody read anything. */
export function sharesNothing({ headers }: HeaderDecision): boolean {
  return headers.every(([name]) => !name.startsWith('access-control-') && name !== 'timing-allow-origin');
}
