import type { RequestDescriptor } from '@cors-policy/core';
import { readField } from './field.js';
import { classifyOrigin } from './origin.js';

/** Whether an outside check lets the origin read. It can speak only of an origin that a page can be held to. */
export function isGranted(request: RequestDescriptor): boolean {
  const origin = readField(request, 'origin');
  if (request.granted !== true || origin === undefined) return false;
  const originClass = classifyOrigin(origin);
  return originClass !== 'malformed' && originClass !== 'null';
}
