/** A request as the kit puts it on the wire; every string is latin1, byte for byte. */
export interface WireRequest {
  /** Default: GET. */
  readonly method?: string | undefined;
  /** Default: `/`. */
  readonly target?: string | undefined;
  /** In this order, duplicates kept. `Host` is added where it is missing. */
  readonly headers?: readonly WireHeader[] | undefined;
  readonly body?: string | undefined;
}

export type WireHeader = readonly [name: string, value: string];

/** A response as it came from the wire. */
export interface WireResponse {
  readonly status: number;
  /** The reason phrase; empty in HTTP/2. */
  readonly reason: string;
  /** Header lines in order, duplicates kept, names in their own case, values as latin1. */
  readonly headers: readonly WireHeader[];
  readonly body: Buffer;
  readonly trailers: readonly WireHeader[];
  /** Interim answers before this one. */
  readonly interim: readonly { readonly status: number; readonly headers: readonly WireHeader[] }[];
  /** The body arrived whole. */
  readonly complete: boolean;
}

/** Every value of a field, one per line. */
export const valuesOf = (response: Pick<WireResponse, 'headers'>, name: string): readonly string[] =>
  response.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

const byName = ([a, x]: WireHeader, [b, y]: WireHeader): number => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1);

/** A whole set of header lines in one order, names lower-cased, to be compared with another. */
export const sorted = (headers: readonly WireHeader[]): readonly WireHeader[] =>
  headers.map(([name, value]): WireHeader => [name.toLowerCase(), value]).sort(byName);

const belongsToCors = (name: string): boolean => name.startsWith('access-control-') || name === 'timing-allow-origin';

/** The lines that CORS answers for, sorted. */
export const corsLinesOf = (response: Pick<WireResponse, 'headers'>): readonly WireHeader[] =>
  sorted(response.headers.filter(([name]) => belongsToCors(name.toLowerCase())));

/** The names in all `Vary` lines, as they came. */
export const varyNamesOf = (response: Pick<WireResponse, 'headers'>): readonly string[] =>
  valuesOf(response, 'vary')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Header names, to be compared as a set. */
export const asSet = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase()).sort();

const differsByNature = new Set(['date', 'vary', 'cors-policy']);

/** The lines that CORS has no business with, in order, bytes as they came. */
export const otherLinesOf = (response: Pick<WireResponse, 'headers'>): readonly WireHeader[] =>
  response.headers.filter(([name]) => !belongsToCors(name.toLowerCase()) && !differsByNature.has(name.toLowerCase()));

/** What a client can tell of an answer, as far as CORS goes; comparable as data. */
export interface WireAnswer {
  readonly status: number;
  readonly cors: readonly WireHeader[];
  /** As a set: lower-case, sorted. */
  readonly vary: readonly string[];
  readonly body: string;
}

export const wireAnswerOf = (response: WireResponse): WireAnswer => ({
  status: response.status,
  cors: corsLinesOf(response),
  vary: asSet(varyNamesOf(response)),
  body: response.body.toString('latin1'),
});
