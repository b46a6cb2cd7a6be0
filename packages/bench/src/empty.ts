/** The module that `importing.ts` imports for comparison. */
export const nothing: undefined = undefined;
