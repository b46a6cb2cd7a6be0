import { passesHeaders } from '../headers/allow-headers.js';
import { passesMethod } from '../headers/allow-methods.js';
import { type DecisionRow, decisionRows } from './decision-table.js';
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
): DecisionRow {
  if (!passesMethod(rule.methods, method)) return decisionRows.methodNotAllowed;
  if (!passesHeaders(rule.headers, headers)) return decisionRows.headerNotAllowed;
  if (privateNetwork && !rule.privateNetwork) return decisionRows.privateNetworkNotAllowed;
  return decisionRows.preflightAllowed;
}
