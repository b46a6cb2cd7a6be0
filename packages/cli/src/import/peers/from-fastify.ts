import { type Conversion, ConversionLog } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { peerAllowedHeaders, peerExposedHeaders, peerMaxAge, peerMethods, peerPreflightStatus } from './peer-lists.js';
import { isOptions, noOptions, type PeerOptions, reportCommon, reportUnknown } from './peer-options.js';
import { originFunction, originList, type PeerOrigins, searchedOrigin, settleOrigins } from './peer-origin.js';

const known = [
  'origin',
  'methods',
  'allowedHeaders',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'cacheControl',
  'preflight',
  'preflightContinue',
  'strictPreflight',
  'optionsSuccessStatus',
  'hook',
  'hideOptionsRoute',
  'logLevel',
];

/**
 * A policy from the options of `@fastify/cors`.
 *
 * @param options as they are handed to `register()`; none are its defaults
 * @see https://github.com/fastify/fastify-cors#options
 */
export function fromFastify(options: unknown = {}): Conversion {
  if (!isOptions(options) || options.delegator) return noOptions('@fastify/cors');
  const log = new ConversionLog();
  const credentials = Boolean(options.credentials);
  const origins = settleOrigins(originsOf(options, log), credentials, 'origin', log);
  const hasCredentials = origins.credentials === true;
  const draft = {
    ...origins,
    ...peerMethods(options.methods ?? 'GET,HEAD,POST', hasCredentials, 'methods', log),
    ...peerAllowedHeaders(options.allowedHeaders ?? undefined, hasCredentials, 'allowedHeaders', log),
    ...peerExposedHeaders(options.exposedHeaders, hasCredentials, 'exposedHeaders', log),
    ...maxAgeOf(options, log),
    ...peerPreflightStatus(options.optionsSuccessStatus, 'optionsSuccessStatus', log),
  };
  reportHandling(options, log);
  reportCommon(log);
  reportUnknown(options, known, '@fastify/cors', log);
  return log.conclude(draft);
}

function originsOf(options: PeerOptions, log: ConversionLog): PeerOrigins {
  const origin = options.origin === undefined ? '*' : options.origin;
  if (origin === false) return { kind: 'off' };
  if (!origin) {
    log.lost('origin', 'every request failed with it: no origin is allowed');
    return { kind: 'unknown' };
  }
  if (origin === '*' || (Array.isArray(origin) && origin.includes('*'))) return { kind: 'wildcard' };
  if (typeof origin === 'function') return originFunction('origin', log);
  if (typeof origin === 'string') return { kind: 'list', patterns: exactOrigin(origin, 'origin', log) };
  if (origin instanceof RegExp) return { kind: 'list', patterns: [searchedOrigin(origin, 'origin', log)] };
  return Array.isArray(origin) ? originList(origin, 'origin', log) : { kind: 'reflected' };
}

function maxAgeOf({ maxAge }: PeerOptions, log: ConversionLog): ReturnType<typeof peerMaxAge> {
  return maxAge === undefined || maxAge === null ? { maxAge: false } : peerMaxAge(maxAge, 'maxAge', log);
}

/** What it does with requests, and not what it answers. */
function reportHandling(options: PeerOptions, log: ConversionLog): void {
  if (options.preflight === false)
    log.difference('preflight', 'preflights were left to the application; here they are answered');
  if (options.preflightContinue)
    log.lost('preflightContinue', 'preflights went on to the application: that is an option of the adapter here');
  if (options.cacheControl !== undefined && options.cacheControl !== null)
    log.lost('cacheControl', 'cache-control of a preflight is no matter of CORS, and not sent here');
  if (options.hook !== undefined && options.hook !== 'onRequest')
    log.difference('hook', 'the plugin answers in onRequest, before authentication and parsing');
  const answer = options.strictPreflight === false ? 'it was answered' : 'it was answered with 400';
  log.difference(undefined, `an OPTIONS request that is no preflight reaches the application; there ${answer}`);
}
