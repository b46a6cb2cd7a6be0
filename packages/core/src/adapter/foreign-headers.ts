/**
 * What becomes of the `access-control-*` response headers that a handler, or an upstream behind it, set itself.
 *
 * - `'replace'`: they go, for denied origins too; only the policy's headers leave the server.
 * - `'keep'`: they stay as they are; the policy's are added where the handler set none of that name.
 */
export type ForeignHeaders = 'replace' | 'keep';

// White space in front, because Node's HTTP/2 trims the names that it is given. Anchored and without backtracking.
const accessControlName = /^\s*access-control-/i;

const SHORTEST = 'access-control-'.length;

/**
 * Whether a response header belongs to the CORS protocol, whatever the case of its name, so that it may leave the
 * server only where the decision holds it.
 *
 * @param name the header's name as a handler wrote it; anything that is not a string is no header name
 */
export function isForeignHeader(name: unknown): boolean {
  // The length tells most names apart, of which there are several on each response.
  return typeof name === 'string' && name.length >= SHORTEST && accessControlName.test(name);
}
