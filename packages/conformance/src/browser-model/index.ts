/** The model has a package of its own; this is where it was. */
export * from '@cors-policy/browser-model';
