import { passesHeaders } from '../headers/allow-headers.js';
import { passesMethod } from '../headers/allow-methods.js';
import { decisionRows, type RowAnswer } from './decision-rows.js';
import type { OriginAnswers } from './origin-answers.js';

/**
 * The row that answers a preflight of an allowed origin.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch step 7
 */
export function preflightRow(
  { rule }: OriginAnswers,
  method: string,
  headers: string | undefined,
  privateNetwork: boolean,
): RowAnswer {
  if (!passesMethod(rule.methods, method)) return decisionRows.methodNotAllowed;
  if (!passesHeaders(rule.headers, headers)) return decisionRows.headerNotAllowed;
  if (privateNetwork && !rule.privateNetwork) return decisionRows.privateNetworkNotAllowed;
  return decisionRows.preflightAllowed;
}
