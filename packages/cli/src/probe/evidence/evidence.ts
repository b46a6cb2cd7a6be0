import type { BrowserRequest, Outcome, WireRequest, WireResponse } from '@cors-policy/browser-model';

/** Why a request was sent. */
export type Purpose =
  /** The browser asks first. */
  | 'preflight'
  /** The request itself, and again where a redirect led. */
  | 'request'
  /** A plain GET of the page, to compare the others with. */
  | 'reference'
  | 'other-origin'
  | 'without-origin'
  | 'not-found'
  /** A further path that was asked for. */
  | 'also'
  | 'hostile';

/** One request that was sent, and what came back. */
export interface Exchange {
  readonly purpose: Purpose;
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** An origin that an attacker could have, made to look like one that is allowed. */
export interface HostileOrigin {
  readonly kind: HostileKind;
  readonly origin: string;
}

export type HostileKind =
  | 'any'
  | 'null'
  | 'suffix'
  | 'glued-prefix'
  | 'glued-domain'
  | 'any-character'
  | 'underscore'
  | 'http'
  | 'port'
  | 'subdomain';

/** The browsers that the request was played in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** All that was seen of a server: what findings are made of. */
export interface Evidence {
  readonly asked: BrowserRequest;
  /** What the browser of the standard's text did. */
  readonly outcome: Outcome;
  /** Whether the page can read the answer. */
  readonly readable: Readonly<Record<Engine, boolean>>;
  /** What the browser of the standard's text sent, in order. */
  readonly exchanges: readonly Exchange[];
  readonly reference: Exchange | undefined;
  readonly otherOrigin: Exchange | undefined;
  readonly withoutOrigin: Exchange | undefined;
  readonly notFound: Exchange | undefined;
  readonly also: readonly Exchange[];
  readonly hostile: readonly (HostileOrigin & { readonly exchange: Exchange })[];
  /** Requests that got no answer: what they were for, and what happened. */
  readonly failures: readonly { readonly purpose: Purpose; readonly request: WireRequest; readonly reason: string }[];
}
