import type { PolicyConfig } from '@cors-policy/core';
import type { BrowserRequest } from '../browser-model/index.js';
import { listsOrigin } from './intended-origins.js';
import { isAmbiguous, listsPath } from './intended-paths.js';
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

/**
 * What a policy is for, said without its table: whose pages may read what, whose may write, and what they may send.
 *
 * @param asksForNetworks whether the browser asks before it goes to a more private network
 */
export function intentOf(config: PolicyConfig | readonly PolicyConfig[], wish: Wish, asksForNetworks = false): Intent {
  const { request, method } = wish;
  const url = new URL(request.url);
  if (request.origin === url.origin) return { readable: true, handled: true, sees: (name) => !isCookie(name) };

  const needsPermission = needsToAsk(wish, asksForNetworks);
  const isForm = request.mode === 'no-cors';
  const rules = rulesFor(intendedRules(config), url.pathname);
  // A path without a rule is the application's: nothing is shared, and nothing is kept away that needs no permission.
  if (rules.length === 0) return { ...unreadable, handled: !needsPermission };

  const rule = rules.find(({ origins, credentials }) => mayRead(origins, credentials, request.origin));
  const mayWrite = isSafe(method) || looksOwn(request.origin, url) || writersAllow(rules, request.origin);
  const isShared = rule !== undefined && mayWrite && (request.credentials !== 'include' || rule.credentials);
  const mayAsk = isShared && permits(rule, wish, asksForNetworks);
  // Strangers are turned away at the door where the first rule says so; a server cannot see that a form's GET is one's.
  const isAnonymous = isForm && (method === 'GET' || method === 'HEAD');
  const isTurnedAway = rule === undefined && rules[0]?.rejectsStrangers === true && !looksOwn(request.origin, url);
  return {
    readable: !isForm && isShared && (!needsPermission || mayAsk),
    handled: needsPermission ? mayAsk : isAnonymous || (mayWrite && !isTurnedAway),
    sees: (name) => isShared && isExposed(rule, name),
  };
}

const unreadable = { readable: false, sees: () => false } as const;

/** The rules for a path: those with the paths of the first that holds it, wherever they stand. */
function rulesFor(rules: readonly IntendedRule[], pathname: string): readonly IntendedRule[] {
  const first = rules.find(({ paths }) => listsPath(paths, pathname));
  // Where any rule has paths, nobody knows which rule an ambiguous path is for.
  const isUnclear = isAmbiguous(pathname) && rules.some(({ paths }) => paths !== undefined);
  if (first === undefined || isUnclear) return [];
  return rules.filter(({ paths }) => samePaths(paths, first.paths));
}

function samePaths(some: IntendedRule['paths'], others: IntendedRule['paths']): boolean {
  const said = (paths: IntendedRule['paths']): string => JSON.stringify([...new Set(paths?.map(wordsOf))].sort());
  return (some === undefined) === (others === undefined) && said(some) === said(others);
}

function wordsOf(pattern: NonNullable<IntendedRule['paths']>[number]): string {
  if (typeof pattern === 'string') return new URL(`https://host.test${pattern.toLowerCase()}`).pathname;
  const { source, flags } = pattern instanceof RegExp ? pattern : new RegExp(pattern.regex, pattern.flags);
  return `${source} ${flags.replace(/[gy]/g, '')}`;
}

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
  return !isTold && URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).host === url.host;
}

/** Whether a page has to ask before it sends this. */
function needsToAsk({ request, method, asks }: Wish, asksForNetworks: boolean): boolean {
  if (request.mode === 'no-cors') return false;
  const isPlain = ['GET', 'HEAD', 'POST'].includes(method) && asks.length === 0;
  return !isPlain || request.uploadListener === true || (asksForNetworks && request.privateNetwork === true);
}

/** Whether a rule lets a page send this. */
function permits(rule: IntendedRule, { request, method, asks }: Wish, asksForNetworks: boolean): boolean {
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
