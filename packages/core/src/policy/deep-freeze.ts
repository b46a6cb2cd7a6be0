/** Freezes plain data all the way down. */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) data.forEach(deepFreeze);
  else Object.values(data).forEach(deepFreeze);
  return Object.freeze(data);
}
