import { type Conversion, ConversionLog } from '../conversion.js';

/** Another library's options: whatever a file or a program had. */
export type PeerOptions = Readonly<Record<string, unknown>>;

export function isOptions(value: unknown): value is PeerOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}

/** The conversion of what is no set of options but, for instance, a function that gives one for each request. */
export function noOptions(library: string): Conversion {
  const log = new ConversionLog();
  log.lost(
    undefined,
    `these are no options of ${library} but something that makes them: no origin is allowed`,
    'give the adapter a function from the request to a policy',
  );
  return log.conclude({ origins: 'none' });
}

/** Names that the library never looks at. */
export function reportUnknown(
  options: PeerOptions,
  known: readonly string[],
  library: string,
  log: ConversionLog,
): void {
  for (const name of Object.keys(options))
    if (!known.includes(name)) log.difference(name, `${library} has no such option, and it is left out here too`);
}

/** What all of the libraries do otherwise, in one place. */
export function reportCommon(log: ConversionLog): void {
  log.difference(undefined, 'a denied origin gets no CORS header at all; there it got those that do not depend on it');
  log.difference(undefined, 'the preflight of a denied origin is answered with 403; browsers refuse it either way');
}
