import { type Conversion, ConversionLog } from '../conversion.js';
import { exactOrigin } from '../exact-origin.js';
import { peerAllowedHeaders, peerExposedHeaders, peerMaxAge, peerMethods } from './peer-lists.js';
import { isOptions, noOptions, type PeerOptions, reportCommon, reportUnknown } from './peer-options.js';
import { originFunction, originList, type PeerOrigins, settleOrigins } from './peer-origin.js';

const known = ['origin', 'allowMethods', 'allowHeaders', 'maxAge', 'credentials', 'exposeHeaders'];
const defaultMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'QUERY'];

/**
 * A policy from the options of Hono's `cors`.
 *
 * @param options as they are handed to `cors()`; none are its defaults
 * @see https://hono.dev/docs/middleware/builtin/cors#options
 */
export function fromHono(options: unknown = {}): Conversion {
  if (!isOptions(options)) return noOptions('hono/cors');
  const log = new ConversionLog();
  const credentials = Boolean(options.credentials);
  const origins = settleOrigins(originsOf(options, log), credentials, 'origin', log);
  const hasCredentials = origins.credentials === true;
  const draft = {
    ...origins,
    ...methodsOf(options, hasCredentials, log),
    ...peerAllowedHeaders(headersOf(options), hasCredentials, 'allowHeaders', log),
    ...peerExposedHeaders(options.exposeHeaders, hasCredentials, 'exposeHeaders', log),
    ...(options.maxAge === undefined || options.maxAge === null
      ? { maxAge: false as const }
      : peerMaxAge(options.maxAge, 'maxAge', log)),
  };
  log.difference(undefined, 'an OPTIONS request that is no preflight reaches the application; there it was answered');
  reportCommon(log);
  reportUnknown(options, known, 'hono/cors', log);
  return log.conclude(draft);
}

function originsOf(options: PeerOptions, log: ConversionLog): PeerOrigins {
  const origin = 'origin' in options ? options.origin : '*';
  if (origin === '*') return { kind: 'wildcard' };
  if (typeof origin === 'function') return originFunction('origin', log);
  if (typeof origin === 'string')
    return { kind: 'list', patterns: origin === '' ? [] : exactOrigin(origin, 'origin', log) };
  if (Array.isArray(origin) && origin.every((item) => typeof item === 'string'))
    return originList(origin, 'origin', log);
  log.lost('origin', 'it is neither a text, a list of texts nor a function: no origin is allowed');
  return { kind: 'unknown' };
}

function methodsOf(options: PeerOptions, credentials: boolean, log: ConversionLog): ReturnType<typeof peerMethods> {
  const methods = 'allowMethods' in options ? options.allowMethods : defaultMethods;
  if (typeof methods !== 'function')
    return peerMethods(Array.isArray(methods) ? methods : [], credentials, 'allowMethods', log);
  log.lost('allowMethods', 'a function decides, and cannot be carried over: none is allowed but GET, HEAD and POST');
  return { methods: [] };
}

function headersOf({ allowHeaders }: PeerOptions): unknown {
  return Array.isArray(allowHeaders) && allowHeaders.length === 0 ? undefined : (allowHeaders ?? undefined);
}
