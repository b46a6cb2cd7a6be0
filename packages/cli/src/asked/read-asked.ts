import type { BrowserRequest, Header } from '@cors-policy/browser-model';
import { definePolicy, PolicyError } from '@cors-policy/core';
import { UsageError } from '../report.js';

/** What the command line says of the request. */
export interface AskedOptions {
  readonly origin?: string | undefined;
  readonly method?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly credentials?: boolean | undefined;
  readonly data?: string | undefined;
}

/** The request of a page, from the command line. */
export function readAsked(
  url: string,
  { origin, method, header = [], credentials, data }: AskedOptions,
): BrowserRequest {
  return {
    origin: readOrigin(origin),
    url: readUrl(url),
    method: method ?? (data === undefined ? 'GET' : 'POST'),
    headers: header.map(readHeader),
    mode: 'cors',
    credentials: credentials === true ? 'include' : 'omit',
    ...(data !== undefined && { body: data }),
  };
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  const isSchemeMissing = !/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(`https://${text}`);
  throw new UsageError(
    `${JSON.stringify(text)} is no http or https URL${isSchemeMissing ? `: did you mean https://${text}?` : ''}`,
  );
}

/** The address of a path on a server. */
export function readServer(server: string, path: string): string {
  const base = readUrl(server);
  if (base !== `${new URL(base).origin}/`)
    throw new UsageError(`--server takes no more than ${new URL(base).origin}: the rest goes into --path`);
  if (!path.startsWith('/')) throw new UsageError(`--path starts with a slash: did you mean /${path}?`);
  return `${new URL(base).origin}${path}`;
}

/** An origin as a browser sends it. */
function readOrigin(origin: string | undefined): string {
  if (origin === undefined) throw new UsageError('say which page asks: --origin https://app.example.com');
  if (origin.includes('*')) throw new UsageError('--origin is the origin of one page, so there is no * in it');
  try {
    const policy: unknown = definePolicy({ origins: [origin] }).toJSON();
    // One rule gives one rule, with a list of one origin.
    const [normal] = (policy as { readonly origins: readonly string[] }).origins;
    if (normal !== origin) throw new UsageError(`browsers send ${JSON.stringify(origin)} as ${normal}: write that`);
    return origin;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const [issue] = error.issues;
    const hint = issue?.hint === undefined ? '' : `: ${issue.hint}`;
    throw new UsageError(`--origin ${JSON.stringify(origin)}: ${issue?.message ?? 'no origin'}${hint}`);
  }
}

/** `x-a`, or `x-a: value`. */
export function readHeader(text: string): Header {
  const [, name = text, value = defaultValue(name)] = /^([^:]*):[ \t]*(.*)$/s.exec(text) ?? [];
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name))
    throw new UsageError(`--header ${JSON.stringify(text)}: ${JSON.stringify(name)} is no name of a header`);
  return [name, readField('--header', value)];
}

/**
 * What stands in a header field, in which no control character may.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.5
 */
export function readField(flag: string, value: string): string {
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
    throw new UsageError(
      `${flag} ${JSON.stringify(value)}: there is a control character in it, which no header can hold`,
    );
  return value;
}

/** Cookies, which go out as they are. */
export function readCookie(text: string): string {
  if (/[^\0-\xff]/.test(text))
    throw new UsageError(
      `--cookie ${JSON.stringify(text)}: there is a character above U+00FF in it, which no header can hold`,
    );
  return readField('--cookie', text);
}

/** A further path of the server that is asked, as an address. */
export function readAlso(path: string, url: string): string {
  const { origin } = new URL(url);
  if (URL.canParse(path, url) && new URL(path, url).origin === origin) return new URL(path, url).href;
  throw new UsageError(`--also takes a path of ${origin}, not ${JSON.stringify(path)}`);
}

/** Something that needs a preflight, where that depends on the value. */
function defaultValue(name: string): string {
  return name.toLowerCase() === 'content-type' ? 'application/json' : 'probe';
}
