import { definePolicy, PolicyError } from '@cors-policy/core';
import type { ConversionLog } from './conversion.js';

/** An origin that is compared as it is written, where a policy would read a pattern, or bring it into its normal form. */
export function exactOrigin(origin: string, option: string, log: ConversionLog): readonly string[] {
  if (origin.includes('*')) {
    const pattern = origin === '*' ? undefined : `if it was meant so, write ${origin}`;
    log.difference(
      option,
      `${JSON.stringify(origin)} is no pattern there, and allowed nobody; it is left out`,
      pattern,
    );
    return [];
  }
  const normal = normalForm(origin);
  if (normal !== undefined && normal !== origin)
    log.difference(option, `browsers send ${JSON.stringify(origin)} as ${normal}, which is what it allows here`);
  return [origin];
}

/** What a browser sends for an origin; `undefined` where it is none, which `definePolicy` tells. */
function normalForm(origin: string): string | undefined {
  try {
    const { origins } = [definePolicy({ origins: [origin] }).toJSON()].flat()[0] ?? {};
    const [normal] = Array.isArray(origins) ? origins : [];
    return typeof normal === 'string' ? normal : undefined;
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
