import type { IncomingMessage } from 'node:http';
import type { HeaderDecision, Reason, RequestDescriptor } from '@cors-policy/core';
import type { AdapterOptions } from '@cors-policy/core/adapter';
import { naiveEvaluate } from '../../naive-model/index.js';
import type { ObservationLog } from '../fixture/observation.js';
import { optionsFrom } from '../fixture/scripted-options.js';
import { type ConfigUnderTest, type CorsSetup, swapHeader, tenantHeader } from '../fixture/server-setup.js';
import { caseOf } from '../node/case-of.js';
import type { Tampering } from './tampering.js';

/** Thrown where a policy function failed: the front answers 500 without CORS headers. */
export class PolicyFailed extends Error {}

const isAsked = ({ reason }: HeaderDecision, origin: string | undefined): boolean =>
  origin !== undefined &&
  origin !== 'null' &&
  /^(file:\/\/|[a-z][a-z0-9+.-]*:\/\/[a-z0-9._[\]:-]+)$/.test(origin) &&
  (reason === 'origin-not-allowed' || reason === 'path-out-of-scope');

const describe = (request: IncomingMessage): RequestDescriptor => ({
  method: request.method ?? '',
  path: request.url,
  headers: request.headers,
});

const withNames = (decision: HeaderDecision, names: readonly string[]): HeaderDecision => {
  const known = new Set(decision.vary.map((name) => name.toLowerCase()));
  return { ...decision, vary: [...decision.vary, ...names.filter((name) => !known.has(name.toLowerCase()))] };
};

/** What the checks want to be told, where it is harmless text: all else may be left out. */
const detailOf = ({ reason }: HeaderDecision, { headers }: IncomingMessage): string => {
  const names = String(headers['access-control-request-headers']).split(/[\s,]+/);
  const culprits: Readonly<Partial<Record<Reason, unknown>>> = {
    'origin-not-allowed': headers.origin,
    'method-not-allowed': headers['access-control-request-method'],
    'header-not-allowed': names.find((name) => name !== 'x-a' && name !== 'x-b'),
  };
  const culprit = String(culprits[reason] ?? '');
  return /^[\w:/.-]{1,64}$/.test(culprit) ? `; detail="${culprit}"` : '';
};

const withDebug = (decision: HeaderDecision, request: IncomingMessage): HeaderDecision => ({
  ...decision,
  headers: [
    ...decision.headers,
    ['cors-policy', `${decision.verdict}; reason=${decision.reason}${detailOf(decision, request)}`],
  ],
});

const report = async (
  { onDecision }: AdapterOptions<IncomingMessage>,
  decision: HeaderDecision,
  request: IncomingMessage,
  error: unknown,
  tampering: Tampering,
): Promise<void> => {
  const [told, toldError] = tampering.reported?.(decision, error) ?? [decision, error];
  for (let times = tampering.reports?.(decision) ?? 1; times > 0; times -= 1) {
    try {
      await onDecision?.(told, request, toldError);
    } catch (failure) {
      if (tampering.hookBreaks === true) throw failure;
    }
  }
};

/** Servers whose variable has been swapped, by their logs. */
const swapped = new WeakSet<ObservationLog>();

/** The policy of a request, as config: the reference reads it anew for each. */
const configFor = async (
  { policy }: CorsSetup,
  { headers }: IncomingMessage,
  log: ObservationLog,
  tampering: Tampering,
): Promise<ConfigUnderTest | undefined> => {
  switch (policy.kind) {
    case 'policy':
    case 'config':
      return policy.config;
    case 'tenants': {
      const tenant = headers[tenantHeader];
      return tenant === undefined ? policy.config : policy.tenants[String(tenant)];
    }
    case 'variable':
      if (headers[swapHeader] !== undefined) swapped.add(log);
      return swapped.has(log) ? policy.swapped : policy.config;
    case 'function':
      if (policy.outcome === 'policy') return policy.config;
      if (policy.outcome === 'undefined' || tampering.policyFailure === 'no CORS') return undefined;
      throw new PolicyFailed();
  }
};

/**
 * What one registration decides about a request, the slow and obvious way.
 *
 * @returns undefined where its policy function says that there is no CORS
 * @throws PolicyFailed where its policy function fails
 */
export const decideFor = async (
  setup: CorsSetup,
  request: IncomingMessage,
  log: ObservationLog,
  tampering: Tampering,
): Promise<HeaderDecision | undefined> => {
  const rightConfig = await configFor(setup, request, log, tampering);
  const config = tampering.config?.(rightConfig, setup) ?? rightConfig;
  if (config === undefined) return undefined;
  const options = optionsFrom<IncomingMessage>(setup.options, log, caseOf);
  const right = describe(request);
  const described = tampering.describe?.(right, request) ?? right;
  const { origin } = described.headers;
  const judge = (granted: boolean | 'failed'): HeaderDecision =>
    naiveEvaluate(config, options.allow === undefined ? described : { ...described, granted });

  let decision = judge(false);
  let error: unknown;
  const asks = options.allow !== undefined && isAsked(decision, origin);
  if (options.allow !== undefined && (tampering.asks?.(asks) ?? asks)) {
    let granted: boolean | 'failed';
    try {
      const answer: unknown = await options.allow(request, origin ?? '');
      granted = Boolean(answer);
    } catch (thrown) {
      granted = 'failed';
      error = thrown;
    }
    decision = judge(tampering.granted?.(granted) ?? granted);
  }
  if (options.preflightContinue === true && decision.kind === 'preflight')
    decision = { ...decision, status: undefined };
  decision = withNames(decision, [options.vary ?? []].flat());
  decision = tampering.decision?.(decision, request, setup) ?? decision;
  await report(options, decision, request, error, tampering);
  return options.debug === true ? withDebug(decision, request) : decision;
};
