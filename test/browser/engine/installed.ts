import { existsSync } from 'node:fs';

/** The first of these programs that is on this machine. */
export function installed(...places: readonly (string | undefined)[]): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place));
}
