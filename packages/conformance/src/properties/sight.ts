import type { Outcome } from '@cors-policy/browser-model';
import type { Intent } from '../intent/intent.js';
import { applicationHeaders, type ModelServer } from './model-server.js';

/** What came of a page's wish: what it read, and whether the application was asked. */
export interface Sight {
  readonly readable: boolean;
  readonly status: number;
  /** The headers of the application that the page sees. */
  readonly seen: readonly string[];
  readonly handled: number;
}

const ownNames = applicationHeaders.map(([name]) => name.toLowerCase()).sort();

/** What came of it in the model of the browser. */
export function sightOf({ readable, status, headers }: Outcome, server: ModelServer): Sight {
  const names = headers.map(([name]) => name);
  return { readable, status, seen: ownNames.filter((name) => names.includes(name)), handled: server.handled.length };
}

/** What should have come of it. */
export function intendedSight({ readable, handled, sees }: Intent): Sight {
  return {
    readable,
    status: readable ? 200 : 0,
    seen: readable ? ownNames.filter((name) => sees(name)) : [],
    handled: handled ? 1 : 0,
  };
}
