import type { RegexPattern } from '../protocol/regex-pattern.js';
import type { PathPattern } from './path-pattern.js';

/** What no path has. */
export const NO_SCOPE = -1;

interface RankedRegex {
  readonly whole: RegExp;
  readonly scope: number;
}

/**
 * The scopes of a policy: for a pathname, the first one that it is in. Scopes are numbered in the order in which they
 * were written; the cost of a question grows with the depth of the path, not with the number of patterns.
 */
export interface PathScopes {
  /** The first scope without paths, which every path is in; `NO_SCOPE` where there is none. */
  readonly everyPath: number;
  readonly exact: ReadonlyMap<string, number>;
  /** The tree of the patterns `x/*`, by segment; its root stands for `/*`. */
  readonly below: SegmentNode;
  readonly regexes: readonly RankedRegex[];
}

interface SegmentNode {
  scope: number;
  readonly children: Map<string, SegmentNode>;
}

/** Compiles the scopes; `undefined` stands for every path. */
export function compilePathScopes(
  scopes: readonly (readonly (PathPattern | RegexPattern)[] | undefined)[],
): PathScopes {
  const exact = new Map<string, number>();
  const below = createNode();
  const regexes: RankedRegex[] = [];
  for (const [scope, patterns] of scopes.entries()) {
    for (const pattern of patterns ?? []) {
      if ('whole' in pattern) regexes.push({ whole: pattern.whole, scope });
      else if (pattern.text.endsWith('/*')) addBelow(below, pattern.text.slice(0, -2), scope);
      else if (!exact.has(pattern.text)) exact.set(pattern.text, scope);
    }
  }
  return { everyPath: scopes.indexOf(undefined), exact, below, regexes };
}

/** The first scope that a pathname is in. */
export function findScope(scopes: PathScopes, pathname: string): number {
  const key = pathname.toLowerCase();
  let best = first(scopes.everyPath, scopes.exact.get(key) ?? NO_SCOPE);
  best = first(best, scopeBelow(scopes.below, key));
  for (const { whole, scope } of scopes.regexes) {
    if (best !== NO_SCOPE && scope >= best) break;
    if (whole.test(pathname)) best = scope;
  }
  return best;
}

/** One walk down the path, for as long as the tree goes on. */
function scopeBelow(root: SegmentNode, key: string): number {
  let best = root.scope;
  let node: SegmentNode | undefined = root;
  for (let start = 1; start <= key.length && node.children.size > 0; ) {
    const slash = key.indexOf('/', start);
    const end = slash < 0 ? key.length : slash;
    node = node.children.get(key.slice(start, end));
    if (node === undefined) break;
    best = first(best, node.scope);
    start = end + 1;
  }
  return best;
}

function addBelow(root: SegmentNode, path: string, scope: number): void {
  let node = root;
  for (const segment of path === '' ? [] : path.slice(1).split('/')) {
    const child = node.children.get(segment) ?? createNode();
    node.children.set(segment, child);
    node = child;
  }
  node.scope = first(scope, node.scope);
}

function createNode(): SegmentNode {
  return { scope: NO_SCOPE, children: new Map() };
}

function first(one: number, other: number): number {
  if (one === NO_SCOPE || other === NO_SCOPE) return Math.max(one, other);
  return Math.min(one, other);
}
