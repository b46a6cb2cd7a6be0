import type { BrowserRequest } from '@cors-policy/browser-model';
import type { PolicyConfig } from '@cors-policy/core';
import { rulesForGrant, rulesForPath } from './intended-group.js';
import { hasName, listsOrigin } from './intended-origins.js';
import { type IntendedRule, intendedRules } from './intended-rule.js';

/** What the author of a policy means to happen when a page asks for something. */
export interface Intent {
  /** The page reads the response. */
  readonly readable: boolean;
  /** The application gets to see the request. */
  readonly handled: boolean;
  /** Whether the page sees a header of the response, by its lower-case name. */
  sees(name: string): boolean;
}

/** A page's wish, and what of it needs permission: see `PageRequest`. */
export interface Wish {
  readonly request: BrowserRequest;
  readonly method: string;
  readonly asks: readonly string[];
}

/** What neither the policy nor the page decides. */
export interface Circumstances {
  /** The browser asks before it goes to a more private network. */
  readonly asksForNetworks: boolean;
  /** The answer of a check outside of the policy; `undefined` where there is none. */
  readonly granted: boolean | 'failed' | undefined;
}

const usualCircumstances: Circumstances = { asksForNetworks: false, granted: undefined };

/** What a policy is for, said without its table: whose pages may read what, whose may write, and what they may send. */
export function intentOf(
  config: PolicyConfig | readonly PolicyConfig[],
  wish: Wish,
  circumstances: Circumstances = usualCircumstances,
): Intent {
  const { request, method } = wish;
  const url = new URL(request.url);
  const { origin } = request;
  if (origin === url.origin) return { readable: true, handled: true, sees: (name) => !isCookie(name) };

  const needsPermission = needsToAsk(wish, circumstances);
  const isForm = request.mode === 'no-cors';
  // A form's GET does not say where it comes from.
  const isAnonymous = isForm && (method === 'GET' || method === 'HEAD');
  const isGranted = circumstances.granted === true && hasName(origin) && !isAnonymous;
  const all = intendedRules(config);
  const inScope = rulesForPath(all, url.pathname);
  const rules = inScope.length === 0 && isGranted ? rulesForGrant(all, url.pathname) : inScope;
  // A path without a rule is the application's: nothing is shared, and nothing is kept away that needs no permission.
  if (rules.length === 0) return { ...unreadable, handled: !needsPermission };

  const listing = inScope.find(({ origins, credentials }) => mayRead(origins, credentials, origin));
  const rule = listing ?? (isGranted ? rules[0] : undefined);
  const mayWrite = isSafe(method) || looksOwn(origin, url) || writersAllow(rules, origin);
  const isShared = rule !== undefined && mayWrite && (request.credentials !== 'include' || rule.credentials);
  const mayAsk = isShared && permits(rule, wish, circumstances);
  // Strangers are turned away at the door where the first rule says so.
  const isTurnedAway = rule === undefined && rules[0]?.rejectsStrangers === true && !looksOwn(origin, url);
  return {
    readable: !isForm && isShared && (!needsPermission || mayAsk),
    handled: needsPermission ? mayAsk : isAnonymous || (mayWrite && !isTurnedAway),
    sees: (name) => isShared && isExposed(rule, name),
  };
}

const unreadable = { readable: false, sees: () => false } as const;

/** `*` is everybody, `null` included; with credentials it is everybody who has a name. */
function mayRead(origins: IntendedRule['origins'], credentials: boolean, origin: string): boolean {
  return (origins.includes('*') && !credentials) || listsOrigin(origins, origin);
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function writersAllow(rules: readonly IntendedRule[], origin: string): boolean {
  return rules.every(({ writers }) => writers === undefined || listsOrigin(writers, origin));
}

/**
 * Whether a server has to take a page for its own: browsers do not tell an untrustworthy URL where a request comes
 * from, and behind a proxy the scheme is unknown.
 */
function looksOwn(origin: string, url: URL): boolean {
  const isLocal = /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(url.hostname);
  const isTold = url.protocol === 'https:' || isLocal;
  return !isTold && hasName(origin) && /^https?:/.test(origin) && new URL(origin).host === url.host;
}

/** Whether a page has to ask before it sends this. */
function needsToAsk({ request, method, asks }: Wish, { asksForNetworks }: Circumstances): boolean {
  if (request.mode === 'no-cors') return false;
  const isPlain = ['GET', 'HEAD', 'POST'].includes(method) && asks.length === 0;
  return !isPlain || request.uploadListener === true || (asksForNetworks && request.privateNetwork === true);
}

/** Whether a rule lets a page send this. */
function permits(rule: IntendedRule, { request, method, asks }: Wish, { asksForNetworks }: Circumstances): boolean {
  const hasMethod = ['GET', 'HEAD', 'POST', ...rule.methods].includes(method) || rule.methods.includes('*');
  const hasHeader = (name: string): boolean =>
    rule.requestHeaders.includes(name) ||
    // Whoever means the header that holds a password has to say so, or to allow credentials.
    (rule.requestHeaders.includes('*') && (name !== 'authorization' || rule.credentials));
  const hasNetwork = !asksForNetworks || request.privateNetwork !== true || rule.privateNetwork;
  return hasMethod && asks.every(hasHeader) && hasNetwork;
}

const alwaysExposed = 'cache-control content-language content-length content-type expires last-modified pragma'.split(
  ' ',
);

function isExposed({ exposedHeaders }: IntendedRule, name: string): boolean {
  if (isCookie(name)) return false;
  return alwaysExposed.includes(name) || exposedHeaders.includes(name) || exposedHeaders.includes('*');
}

function isCookie(name: string): boolean {
  return name === 'set-cookie' || name === 'set-cookie2';
}
