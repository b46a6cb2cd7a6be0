import type { Place } from '../page/fetch-from.js';
import type { PageFetch } from '../page/page-fetch.js';

/** A request, as far as an answer depends on it. */
export interface Asked {
  readonly method: string;
  readonly isPreflight: boolean;
  /** The value of a field; empty where there is none. */
  readonly field: (name: string) => string;
  /** The last part of the path. */
  readonly name: string;
  /** Where the experiment has paths of its own: on this server, and on another one. */
  readonly here: string;
  readonly elsewhere: string;
}

export interface Answer {
  readonly status?: number;
  /** Line by line. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export type Answering = (asked: Asked) => Answer;

/** A fetch of an experiment: to `/item` of the server below, but for what it says. */
export interface Step extends Omit<PageFetch, 'url'> {
  readonly name?: string;
  /** The page's own server; without it another origin. */
  readonly isSameOrigin?: boolean;
  /** The server is asked for by its address. */
  readonly isAddress?: boolean;
  /** The page is one of another origin of the same site: browsers keep the caches of sites apart. */
  readonly isStranger?: boolean;
}

/** What came of it, in a browser or in the model. */
export interface Seen {
  readonly sights: readonly { readonly readable: boolean; readonly headers: readonly string[] }[];
  /** Everything that was sent, in order. */
  readonly sent: readonly Pick<Asked, 'method' | 'isPreflight' | 'field' | 'name'>[];
}

/** A question about browsers, and how it is put to them. */
export interface Experiment {
  readonly question: string;
  readonly answering: Answering;
  readonly steps: readonly Step[];
  readonly place?: Place;
  readonly tell: (seen: Seen) => string;
  /** The model knows nothing of HTTP caches, nor of cookies. */
  readonly isBeyondModel?: boolean;
}

export interface Chapter {
  readonly title: string;
  readonly experiments: readonly Experiment[];
}
