/**
 * Whether a value must be waited for. Asked of what a user's function returned, so that sync answers stay sync.
 *
 * It reads a property of a foreign object, whose getter may throw: the caller stands in a `try`.
 */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
