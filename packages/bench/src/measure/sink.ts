/** Where results go, so that no optimiser may leave the work out. Only the latest few are kept. */
const kept: unknown[] = Array.from({ length: 8 }, () => undefined);

export const keep = (result: unknown, index: number): void => {
  kept[index & 7] = result;
};
