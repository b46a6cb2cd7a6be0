import { type Conversion, ConversionLog } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { peerAllowedHeaders, peerExposedHeaders, peerMaxAge, peerMethods } from './peer-lists.js';
import { isOptions, noOptions, type PeerOptions, reportCommon, reportUnknown } from './peer-options.js';
import { originFunction, originList, type PeerOrigins, settleOrigins } from './peer-origin.js';

const known = [
  'origin',
  'allowMethods',
  'exposeHeaders',
  'allowHeaders',
  'maxAge',
  'credentials',
  'keepHeadersOnError',
  'secureContext',
  'privateNetworkAccess',
];

/**
 * A policy from the options of `@koa/cors`.
 *
 * @param options as they are handed to `cors()`; none are its defaults
 * @see https://github.com/koajs/cors#corsoptions
 */
export function fromKoa(options: unknown = {}): Conversion {
  if (!isOptions(options)) return noOptions('@koa/cors');
  const log = new ConversionLog();
  const credentials = credentialsOf(options, log);
  const origins = settleOrigins(originsOf(options, credentials, log), credentials, 'origin', log);
  const hasCredentials = origins.credentials === true;
  const methods = 'allowMethods' in options ? options.allowMethods : 'GET,HEAD,PUT,POST,DELETE,PATCH';
  const draft = {
    ...origins,
    ...peerMethods(methods || [], hasCredentials, 'allowMethods', log),
    ...peerAllowedHeaders(headersOf(options), hasCredentials, 'allowHeaders', log),
    ...peerExposedHeaders(options.exposeHeaders, hasCredentials, 'exposeHeaders', log),
    // 0 counts as none there.
    ...(options.maxAge ? peerMaxAge(options.maxAge, 'maxAge', log) : { maxAge: false as const }),
    ...(options.privateNetworkAccess ? { privateNetwork: true } : {}),
  };
  if (options.keepHeadersOnError === false)
    log.difference('keepHeadersOnError', 'errors lost the CORS headers there; here every answer has them');
  if (options.secureContext)
    log.lost(
      'secureContext',
      'it sent Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy, which are no matter of CORS',
      'send them from the application',
    );
  log.difference(
    undefined,
    'an OPTIONS request that is no preflight gets CORS headers, as any other; there it got none',
  );
  reportCommon(log);
  reportUnknown(options, known, '@koa/cors', log);
  return log.conclude(draft);
}

function originsOf({ origin }: PeerOptions, credentials: boolean, log: ConversionLog): PeerOrigins {
  if (typeof origin === 'function') return originFunction('origin', log);
  // With credentials the origin of the request takes the place of `*`.
  if (!origin || origin === '*') return { kind: credentials ? 'reflected' : 'wildcard' };
  if (typeof origin === 'string') return { kind: 'list', patterns: exactOrigin(origin, 'origin', log) };
  if (Array.isArray(origin) && origin.every((item) => typeof item === 'string')) {
    log.difference('origin', 'a list went out as one value, which no browser accepts; here it is a list of origins');
    return originList(origin, 'origin', log);
  }
  log.lost('origin', 'it is neither a text nor a function, and no browser accepted it: no origin is allowed');
  return { kind: 'unknown' };
}

/** An empty list is a text without characters there, and counts as none. */
function headersOf({ allowHeaders }: PeerOptions): unknown {
  return !allowHeaders || (Array.isArray(allowHeaders) && allowHeaders.length === 0) ? undefined : allowHeaders;
}

function credentialsOf({ credentials }: PeerOptions, log: ConversionLog): boolean {
  if (typeof credentials !== 'function') return Boolean(credentials);
  log.lost('credentials', 'a function decides, and cannot be carried over: the rule has no credentials');
  return false;
}
