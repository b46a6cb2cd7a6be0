/** Freezes plain data all the way down. */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null) return data;
  const parts: readonly unknown[] = Array.isArray(data) ? data : Object.values(data);
  // Most parts are the texts of a long list, which take no call.
  for (const part of parts) if (typeof part === 'object') deepFreeze(part);
  return Object.freeze(data);
}
