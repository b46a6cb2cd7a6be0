/** The module that `importing.ts` imports for comparison. */
