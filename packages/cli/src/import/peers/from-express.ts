import { type Conversion, ConversionLog } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { peerAllowedHeaders, peerExposedHeaders, peerMaxAge, peerMethods, peerPreflightStatus } from './peer-lists.js';
import { isOptions, noOptions, type PeerOptions, reportCommon, reportUnknown } from './peer-options.js';
import { originFunction, originList, type PeerOrigins, searchedOrigin, settleOrigins } from './peer-origin.js';

const known = [
  'origin',
  'methods',
  'allowedHeaders',
  'headers',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'preflightContinue',
  'optionsSuccessStatus',
];

/**
 * A policy from the options of `cors`, the middleware of Express.
 *
 * @param options as they are handed to `cors()`; none are its defaults
 * @see https://github.com/expressjs/cors#configuration-options
 */
export function fromExpress(options: unknown = {}): Conversion {
  if (!isOptions(options)) return noOptions('cors');
  const log = new ConversionLog();
  const credentials = options.credentials === true;
  const origins = settleOrigins(originsOf(options, log), credentials, 'origin', log);
  const hasCredentials = origins.credentials === true;
  const headersOption = options.allowedHeaders ? 'allowedHeaders' : options.headers ? 'headers' : 'allowedHeaders';
  const draft = {
    ...origins,
    ...peerMethods(options.methods ?? 'GET,HEAD,PUT,PATCH,POST,DELETE', hasCredentials, 'methods', log),
    ...peerAllowedHeaders(options[headersOption] || undefined, hasCredentials, headersOption, log),
    ...peerExposedHeaders(options.exposedHeaders, hasCredentials, 'exposedHeaders', log),
    ...maxAgeOf(options, log),
    ...peerPreflightStatus(options.optionsSuccessStatus, 'optionsSuccessStatus', log),
  };
  if (options.preflightContinue)
    log.lost('preflightContinue', 'preflights went on to the application: that is an option of the adapter here');
  log.difference(undefined, 'an OPTIONS request that is no preflight reaches the application; there it was answered');
  reportCommon(log);
  reportUnknown(options, known, 'cors', log);
  return log.conclude(draft);
}

function originsOf(options: PeerOptions, log: ConversionLog): PeerOrigins {
  if (!('origin' in options)) return { kind: 'wildcard' };
  const { origin } = options;
  if (!origin) return { kind: 'off' };
  if (origin === '*') return { kind: 'wildcard' };
  if (typeof origin === 'function') return originFunction('origin', log);
  if (typeof origin === 'string') return { kind: 'list', patterns: exactOrigin(origin, 'origin', log) };
  if (origin instanceof RegExp) return { kind: 'list', patterns: [searchedOrigin(origin, 'origin', log)] };
  return Array.isArray(origin) ? originList(origin, 'origin', log) : { kind: 'reflected' };
}

/** A missing one, and an empty text, send no header. */
function maxAgeOf({ maxAge }: PeerOptions, log: ConversionLog): ReturnType<typeof peerMaxAge> {
  return maxAge === 0 || maxAge ? peerMaxAge(maxAge, 'maxAge', log) : { maxAge: false };
}
