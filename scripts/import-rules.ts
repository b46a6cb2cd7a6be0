/**
 * Which way imports run, as data: a file may import from its own room and from the rooms on lower floors, types
 * included. A file that stands in no room is an error, so that a new file has to be given a place here.
 */
export interface Room {
  readonly name: string;
  readonly floor: number;
  /** Folders (ending in `/`) and files below `src`, without the extension. */
  readonly holds: readonly string[];
}

/** The rooms of `packages/core/src`, from the ground up. */
export const coreRooms: readonly Room[] = [
  { name: 'words', floor: 0, holds: ['decision', 'decision-labels', 'request-descriptor'] },
  { name: 'protocol', floor: 0, holds: ['protocol/'] },
  { name: 'origin', floor: 1, holds: ['origin/'] },
  { name: 'path', floor: 1, holds: ['path/'] },
  { name: 'headers', floor: 2, holds: ['headers/'] },
  // Decisions are made when a policy is defined, so policy stands above decide.
  { name: 'decide', floor: 3, holds: ['decide/'] },
  { name: 'policy', floor: 4, holds: ['policy/'] },
  {
    name: 'evaluate',
    floor: 5,
    holds: ['evaluate', 'read-request', 'classify', 'csrf', 'same-origin', 'decision-detail'],
  },
  { name: 'diff', floor: 6, holds: ['diff/', 'diff-policies'] },
  { name: 'explain', floor: 6, holds: ['explain/', 'explain', 'is-origin-allowed'] },
  { name: 'adapter', floor: 6, holds: ['adapter/'] },
  { name: 'entry', floor: 7, holds: ['index', 'adapter'] },
];

/** What the sources of a package may import from outside it. Private packages may import what they like. */
export const outsideImports: Readonly<Record<string, readonly RegExp[]>> = {
  '@cors-policy/core': [],
  '@cors-policy/public-suffixes': [/^tldts$/],
  '@cors-policy/fetch': [/^@cors-policy\/core(\/adapter)?$/],
  '@cors-policy/fastify': [
    /^node:diagnostics_channel$/,
    /^@cors-policy\/core(\/adapter)?$/,
    /^fastify$/,
    /^fastify-plugin$/,
    /^find-my-way$/,
  ],
  '@cors-policy/node-http': [/^@cors-policy\/core(\/adapter)?$/, /^node:/],
  '@cors-policy/cli': [
    /^node:/,
    /^@cors-policy\/(core|public-suffixes|browser-model)$/,
    /^commander$/,
    /^@humanwhocodes\/momoa$/,
    /^recheck$/,
  ],
  '@cors-policy/koa': [/^node:diagnostics_channel$/, /^@cors-policy\/core(\/adapter)?$/],
};

/** Private packages that are built into a published one, and so stand among its `devDependencies`. */
export const bundledImports: Readonly<Record<string, readonly string[]>> = {
  '@cors-policy/cli': ['@cors-policy/browser-model'],
};
