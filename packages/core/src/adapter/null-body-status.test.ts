import { expect, it } from 'vitest';
import { isNullBodyStatus } from './null-body-status.js';

it.each([200, 204, 205, 206, 226, 302, 304, 404, 500])('agrees with the Response of the runtime about %d', (status) => {
  const refusesBody = (): boolean => {
    try {
      return new Response('', { status }).status !== status;
    } catch {
      return true;
    }
  };
  expect(isNullBodyStatus(status)).toBe(refusesBody());
});
