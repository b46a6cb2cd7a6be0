import { isForbiddenMethod } from './method.js';

const forbiddenNames = [
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
];

const methodOverrides = ['x-http-method', 'x-http-method-override', 'x-method-override'];

/**
 * Whether a script may not set a header. What it sets all the same is dropped without a word.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lowerCaseName = name.toLowerCase();
  if (forbiddenNames.includes(lowerCaseName)) return true;
  if (lowerCaseName.startsWith('proxy-') || lowerCaseName.startsWith('sec-')) return true;
  // Step 3: these name a method, which must not be a forbidden one.
  if (!methodOverrides.includes(lowerCaseName)) return false;
  return value.split(',').some((method) => isForbiddenMethod(method.trim()));
}
