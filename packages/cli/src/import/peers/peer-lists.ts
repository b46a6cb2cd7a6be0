import type { ConversionLog, RuleDraft } from '../conversion.js';
import { nameList, withoutLiteralWildcard } from '../name-list.js';

/** The methods that are let pass. */
export function peerMethods(
  value: unknown,
  credentials: boolean,
  option: string,
  log: ConversionLog,
): Pick<RuleDraft, 'methods'> {
  const names = nameList(value);
  if (names === undefined) {
    log.lost(option, 'it is no list of methods: none is allowed but GET, HEAD and POST');
    return { methods: [] };
  }
  const kept = withoutLiteralWildcard(names, credentials, option, 'method', log);
  return { methods: kept.includes('*') ? '*' : kept };
}

/** The request headers that are let pass; whatever is asked for where none are named. */
export function peerAllowedHeaders(
  value: unknown,
  credentials: boolean,
  option: string,
  log: ConversionLog,
): Pick<RuleDraft, 'allowedHeaders'> {
  if (value === undefined) {
    log.difference(
      option,
      'every header that is asked for was allowed, by sending the request’s list back; here * says so',
      'list the headers that the application reads',
    );
    // Without credentials `*` is sent, which does not stand for this one.
    return { allowedHeaders: credentials ? '*' : ['*', 'authorization'] };
  }
  const names = nameList(value);
  if (names === undefined) {
    log.lost(option, 'it is no list of header names: none is allowed');
    return { allowedHeaders: [] };
  }
  return { allowedHeaders: withoutLiteralWildcard(names, credentials, option, 'header', log) };
}

/** The response headers that scripts may read. */
export function peerExposedHeaders(
  value: unknown,
  credentials: boolean,
  option: string,
  log: ConversionLog,
): Pick<RuleDraft, 'exposedHeaders'> {
  if (value === undefined || value === null || value === '' || value === false) return {};
  const names = nameList(value);
  if (names === undefined) {
    log.lost(option, 'it is no list of header names: none is exposed');
    return {};
  }
  const kept = withoutLiteralWildcard(names, credentials, option, 'header', log);
  if (kept.length === 0) return {};
  return { exposedHeaders: kept.includes('*') ? '*' : kept };
}

/** For how long browsers keep a preflight. */
export function peerMaxAge(value: unknown, option: string, log: ConversionLog): Pick<RuleDraft, 'maxAge'> {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) return { maxAge: seconds };
  if (typeof seconds === 'number' && seconds < 0) {
    log.difference(option, `browsers read ${seconds} as 0, and keep nothing; it is 0 here`);
    return { maxAge: 0 };
  }
  log.lost(option, 'it is no number of seconds: no max-age is sent');
  return { maxAge: false };
}

/** The status of an answered preflight. */
export function peerPreflightStatus(
  value: unknown,
  option: string,
  log: ConversionLog,
): Pick<RuleDraft, 'preflightStatus'> {
  if (value === undefined || value === 204) return {};
  if (typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 299)
    return { preflightStatus: value };
  log.lost(option, 'browsers accept 200 to 299 as the status of a preflight, so none passed; it is 204 here');
  return {};
}
