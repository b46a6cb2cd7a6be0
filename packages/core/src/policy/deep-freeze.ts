/** Freezes plain data all the way down. */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null) {
    for (const member of Object.values(data)) deepFreeze(member);
    Object.freeze(data);
  }
  return data;
}
