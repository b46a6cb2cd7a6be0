import type { ExchangeContender, Harness } from './exchange-contender.js';

/** All that are compared on one framework, and how they are asked. */
export interface LineUp<Exchange> {
  readonly harness: Harness<Exchange>;
  readonly contenders: readonly ExchangeContender<Exchange>[];
  /** The name of ours, and those of the peers. */
  readonly ours: string;
  readonly peers: readonly string[];
}

/** The name of the contender without CORS, where there is one for all. */
export const BARE = 'no CORS';
