/** What the peers call a field, in lower case without separators. */
const foreignNames: ReadonlyMap<string, string> = new Map([
  ['alloworigin', 'origins'],
  ['alloworigins', 'origins'],
  ['allowedorigins', 'origins'],
  ['corsallowedorigins', 'origins'],
  ['corsallowedoriginregexes', 'origins'],
  ['corsallowallorigins', 'origins'],
  ['headers', 'allowedHeaders'],
  ['allowheaders', 'allowedHeaders'],
  ['corsallowheaders', 'allowedHeaders'],
  ['exposeheaders', 'exposedHeaders'],
  ['corsexposeheaders', 'exposedHeaders'],
  ['allowmethods', 'methods'],
  ['allowedmethods', 'methods'],
  ['corsallowmethods', 'methods'],
  ['allowcredentials', 'credentials'],
  ['supportscredentials', 'credentials'],
  ['corsallowcredentials', 'credentials'],
  ['preflightmaxage', 'maxAge'],
  ['maxageinseconds', 'maxAge'],
  ['corspreflightmaxage', 'maxAge'],
  ['optionssuccessstatus', 'preflightStatus'],
  ['preflightsuccessstatus', 'preflightStatus'],
  ['allowprivatenetwork', 'privateNetwork'],
  ['privatenetworkaccess', 'privateNetwork'],
  ['corsallowprivatenetwork', 'privateNetwork'],
  ['corsurlsregex', 'paths'],
  ['csrftrustedorigins', 'csrf'],
]);

/** The known name that was probably meant by an unknown one, `undefined` where none is near. */
export function didYouMean(unknown: string, known: readonly string[]): string | undefined {
  const key = unknown.toLowerCase().replace(/[-_ ]/g, '');
  const foreign = foreignNames.get(key);
  if (foreign !== undefined && known.includes(foreign)) return foreign;
  return nearestName(key, known);
}

/** The known name that differs from a lower-case one by a few letters, `undefined` where none does. */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  if (unknown.length > 40) return undefined;
  const ranked = known.map((name) => ({ name, distance: editDistance(unknown, name.toLowerCase()) }));
  const [best] = ranked.sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Levenshtein's distance: the number of characters to insert, remove or replace. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, char] of [...a].entries()) {
    const current = [row + 1];
    for (let column = 0; column < b.length; column++) {
      const replaced = (previous[column] ?? 0) + (char === b[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
