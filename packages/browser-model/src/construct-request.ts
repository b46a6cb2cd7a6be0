import type { Quirks } from './browser.js';
import type { BrowserRequest } from './browser-request.js';
import type { FetchRequest } from './fetch-request.js';
import { checked, type Finding, noted } from './finding.js';
import { isForbiddenRequestHeader } from './forbidden-request-header.js';
import { contains, get, type Header, type HeaderList, isToken, sortAndCombine } from './header-list.js';
import { isForbiddenMethod, isSafelistedMethod, normalizeMethod } from './method.js';
import { isNoCorsSafelistedRequestHeader } from './safelisted-request-header.js';
import { withoutHttpWhitespace } from './white-space.js';

/** The request that a script's call makes; none where the call throws. */
export interface ConstructedRequest {
  readonly request: FetchRequest | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Makes the request that `fetch()` sends, or finds why it throws a `TypeError` instead.
 *
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function constructRequest(asked: BrowserRequest, quirks: Quirks): ConstructedRequest {
  const url = URL.canParse(asked.url) ? new URL(asked.url) : undefined;
  const method = normalizeMethod(asked.method);
  const filled = fillHeaders(asked, quirks);
  const thrown = refuseUrl(asked, url) ?? refuseMethod(asked) ?? filled.thrown ?? refuseBody(asked, method);
  if (thrown !== undefined || url === undefined)
    return { request: undefined, findings: thrown === undefined ? [] : [thrown] };

  url.hash = '';
  const request: FetchRequest = {
    origin: asked.origin,
    method,
    urls: [url.href],
    headers: withDefaults(filled.headers, asked.body),
    body: asked.body,
    mode: asked.mode,
    credentials: asked.credentials,
    cache: asked.cache ?? 'default',
    redirect: asked.redirect ?? 'follow',
    tainting: 'basic',
    useCorsPreflight: asked.uploadListener ?? false,
    privateNetwork: asked.privateNetwork ?? false,
  };
  return { request, findings: filled.dropped };
}

function refuseUrl({ url: text }: BrowserRequest, url: URL | undefined): Finding | undefined {
  if (url === undefined) return checked('request-url', false, 'the URL', text, 'an absolute URL');
  const hasCredentials = url.username !== '' || url.password !== '';
  return hasCredentials
    ? checked('request-url', false, 'the URL', text, 'a URL without user name and password')
    : undefined;
}

function refuseMethod({ method, mode }: BrowserRequest): Finding | undefined {
  if (!isToken(method)) return checked('request-method', false, 'the method', method, 'a token');
  if (isForbiddenMethod(method))
    return checked('request-method', false, 'the method', method, 'none of CONNECT, TRACE, TRACK');
  if (mode === 'no-cors' && !isSafelistedMethod(normalizeMethod(method)))
    return checked('request-method', false, 'the method', method, 'GET, HEAD or POST, for the mode is no-cors');
  return undefined;
}

function refuseBody({ body }: BrowserRequest, method: string): Finding | undefined {
  if (body === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
  return checked('request-body', false, 'the body', 'one', `none, for the method is ${method}`);
}

interface FilledHeaders {
  readonly headers: HeaderList;
  /** A note for each header that was dropped. */
  readonly dropped: readonly Finding[];
  readonly thrown: Finding | undefined;
}

/** @see https://fetch.spec.whatwg.org/#concept-headers-append */
function fillHeaders({ headers, mode }: BrowserRequest, quirks: Quirks): FilledHeaders {
  const list: Header[] = [];
  const dropped: Finding[] = [];
  for (const [name, rawValue] of headers) {
    const value = withoutHttpWhitespace(rawValue);
    if (!isToken(name) || !isHeaderValue(value)) {
      const thrown = checked(
        'request-header',
        false,
        name,
        rawValue,
        'a token, and a value without NUL or line breaks',
      );
      return { headers: [], dropped: [], thrown };
    }
    const reason = whyDropped([name, value], list, mode, quirks);
    if (reason === undefined) list.push([name, value]);
    else dropped.push(noted('request-header', name, 'dropped', reason));
  }
  return { headers: quirks.combinesHeaderValues ? sortAndCombine(list) : list, dropped, thrown: undefined };
}

/** @see https://fetch.spec.whatwg.org/#header-value */
function isHeaderValue(value: string): boolean {
  return !/[\0\r\n]|[^\x00-\xff]/.test(value);
}

function whyDropped(
  [name, value]: Header,
  list: HeaderList,
  mode: BrowserRequest['mode'],
  quirks: Quirks,
): string | undefined {
  if (isForbiddenRequestHeader(name, value)) return 'a header that scripts may set';
  if (quirks.dropsUserAgent && name.toLowerCase() === 'user-agent')
    return 'a header that this browser lets scripts set';
  if (mode !== 'no-cors') return undefined;
  const known = get(list, name.toLowerCase());
  const combined = known === undefined ? value : `${known}, ${value}`;
  return isNoCorsSafelistedRequestHeader([name, combined], quirks) ? undefined : 'a header that no-cors allows';
}

/**
 * What the browser adds before anything is decided: the type of the body, and what is accepted.
 *
 * @see https://fetch.spec.whatwg.org/#dom-request (the step for a body’s type)
 * @see https://fetch.spec.whatwg.org/#concept-fetch (the step for `Accept`)
 */
function withDefaults(headers: HeaderList, body: string | undefined): HeaderList {
  const type: HeaderList =
    body === undefined || contains(headers, 'content-type') ? [] : [['content-type', 'text/plain;charset=UTF-8']];
  const accept: HeaderList = contains(headers, 'accept') ? [] : [['accept', '*/*']];
  return [...headers, ...type, ...accept];
}
