/** A group while it is open. */
interface OpenGroup {
  /** The captures within it, its own aside: by number, and by name where they have one. */
  readonly inside: string[];
  readonly own: readonly string[];
  readonly isNegative: boolean;
  hasBar: boolean;
}

/**
 * The groups of a regex of JavaScript that may take no part in a match: behind a bar, within a part that may be missing,
 * or where something must not stand. By number, and by name where they have one.
 */
export function groupsWithoutPart(source: string): ReadonlySet<string> {
  const without = new Set<string>();
  const open: OpenGroup[] = [{ inside: [], own: [], isNegative: false, hasBar: false }];
  let count = 0;
  const close = (group: OpenGroup, isOptional: boolean): void => {
    const missing = [
      ...(group.hasBar || group.isNegative || isOptional ? group.inside : []),
      ...(isOptional ? group.own : []),
    ];
    for (const name of missing) without.add(name);
    open.at(-1)?.inside.push(...group.inside, ...group.own);
  };
  // Escapes and classes are passed over; what remains is groups, what is behind them, and the bars between alternatives.
  for (const [token, name] of source.matchAll(
    /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<(\w+)>))?|\)[*?{]?|\|/gs,
  )) {
    if (token === '|') markBar(open.at(-1));
    else if (token.startsWith('(')) {
      const isCapture = token === '(' || name !== undefined;
      if (isCapture) count++;
      const own = isCapture ? [String(count), ...(name === undefined ? [] : [name])] : [];
      open.push({ inside: [], own, isNegative: token.endsWith('!'), hasBar: false });
    } else if (token.startsWith(')')) {
      const group = open.pop();
      if (group !== undefined) close(group, token.length > 1);
    }
  }
  for (const group of open.splice(0)) close(group, false);
  return without;
}

function markBar(group: OpenGroup | undefined): void {
  if (group !== undefined) group.hasBar = true;
}
