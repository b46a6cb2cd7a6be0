import type { Place } from '../page/fetch-from.js';

/** Hosts that every browser takes for this machine, and for trustworthy ones. */
export const hosts = ['localhost', '127.0.0.1', 'a.localhost', 'pr-1.dev.localhost'] as const;

export type Host = (typeof hosts)[number];

/** Where the script of a case runs: on which of the two ports of the page server, under which name. */
export interface PagePlace {
  readonly host: Host;
  readonly portIndex: 0 | 1;
  readonly place: Place;
}

export const pageAddress = ({ host, portIndex }: PagePlace, ports: readonly [number, number]): string =>
  `http://${host}:${ports[portIndex]}`;

/** The origin of the script, as browsers serialize it. */
export const originOf = (where: PagePlace, ports: readonly [number, number]): string =>
  where.place === 'sandbox' ? 'null' : pageAddress(where, ports);
