import type { Answering } from './experiment.js';

type Lines = readonly (readonly [name: string, value: string])[];

/** What an answer allows. A list of values stands for as many lines; `undefined` leaves a header out. */
export interface Allowed {
  readonly origin?: string | readonly string[] | undefined;
  readonly credentials?: string | readonly string[];
  readonly methods?: string | readonly string[];
  readonly headers?: string | readonly string[];
  readonly maxAge?: string | readonly string[];
  readonly exposed?: string | readonly string[];
  readonly preflightStatus?: number;
  readonly status?: number;
  /** Further lines of the actual answer. */
  readonly own?: Lines;
}

const linesOf = (name: string, value: string | readonly string[] | undefined): Lines =>
  value === undefined ? [] : [value].flat().map((line) => [name, line]);

/** A server that allows this, whatever it is asked. `{origin}` in an origin is that of the request. */
export function allowing(allowed: Allowed): Answering {
  return ({ isPreflight, field }) => {
    const origin = 'origin' in allowed ? allowed.origin : '{origin}';
    const filled = [origin ?? []].flat().map((value) => value.replace('{origin}', field('origin')));
    const shared = [
      ...linesOf('access-control-allow-origin', filled),
      ...linesOf('access-control-allow-credentials', allowed.credentials),
    ];
    if (!isPreflight) {
      const exposed = linesOf('access-control-expose-headers', allowed.exposed);
      const own: Lines = allowed.own ?? [['cache-control', 'no-store']];
      return { status: allowed.status ?? 200, headers: [...shared, ...exposed, ...own] };
    }
    return {
      status: allowed.preflightStatus ?? 204,
      headers: [
        ...shared,
        ...linesOf('access-control-allow-methods', allowed.methods),
        ...linesOf('access-control-allow-headers', allowed.headers),
        ...linesOf('access-control-max-age', allowed.maxAge),
      ],
    };
  };
}
