import type { HeaderDecision } from '../decision.js';
import { evaluate } from '../evaluate.js';
import { isWellFormedOrigin, OPAQUE_ORIGIN } from '../origin/origin.js';
import type { Policy } from '../policy/policy.js';
import type { RequestDescriptor } from '../request-descriptor.js';
import {
  type AdapterOptions,
  type AdapterSettings,
  type OwnOptionChecks,
  parseAdapterOptions,
} from './adapter-options.js';
import { debugHeader } from './debug-header.js';
import type { DecisionChannel } from './decision-channel.js';
import type { ForeignHeaders } from './foreign-headers.js';
import { compilePolicySource, type PolicySource } from './policy-source.js';
import { isPromiseLike } from './promise-like.js';
import { unionVary } from './vary.js';

/**
 * The decision to apply; `undefined` for no CORS at all (the policy function said so). A promise only where the policy
 * function or `allow` gave one; it rejects, as a sync call throws, only where the policy function failed.
 */
export type Outcome = HeaderDecision | undefined | Promise<HeaderDecision | undefined>;

/** An adapter but for what it is an adapter to. */
export interface Decider<Request> {
  /** @param descriptor what the request is, where that is known; else it is described when it is needed */
  readonly decide: (request: Request, descriptor?: RequestDescriptor) => Outcome;
  readonly foreignHeaders: ForeignHeaders;
}

/** What not every adapter has. */
export interface AdapterParts {
  /** Checks for options that only this adapter has. */
  readonly own?: OwnOptionChecks;
  /** Where decisions are published, for whoever subscribes. */
  readonly channel?: DecisionChannel;
}

/**
 * Makes the part that all adapters share: from the framework's request to the decision that is to be applied.
 *
 * The decision is final: the names of `vary` are in it, `status` is absent where the request is to go on
 * (`preflightContinue`), and with `debug` its headers hold the debug header. `onDecision` was called, and whoever subscribes was told.
 *
 * @param source the policy, a config, or a function that chooses
 * @param options the adapter's options, unchecked
 * @param describe what the framework's request is, for CORS; it must not throw
 * @param parts what this adapter has beside
 * @throws TypeError where `source` or `options` are not what they should be
 * @throws PolicyError (`ERR_CORS_POLICY`) where `source` is a config with mistakes
 */
export function createDecider<Request>(
  source: PolicySource<Request>,
  options: AdapterOptions<Request> | undefined,
  describe: (request: Request) => RequestDescriptor,
  { own, channel }: AdapterParts = {},
): Decider<Request> {
  const settings = parseAdapterOptions(options, own);
  const compiled = compilePolicySource(source, settings.publicSuffixes);
  const finish = compileFinish(settings, channel);

  function decideBy(
    policy: Policy,
    request: Request,
    descriptor: RequestDescriptor = describe(request),
  ): HeaderDecision | Promise<HeaderDecision> {
    if (settings.allow === undefined) return finish(policy, request, descriptor, evaluate(policy, descriptor));
    return decideWithAllow(settings.allow, policy, request, descriptor, finish);
  }

  function decide(request: Request, descriptor?: RequestDescriptor): Outcome {
    if (compiled.kind === 'fixed') return decideBy(compiled.policy, request, descriptor);
    const policy = compiled.ask(request);
    if (policy instanceof Promise) {
      return policy.then((answer) => (answer === undefined ? undefined : decideBy(answer, request, descriptor)));
    }
    return policy === undefined ? undefined : decideBy(policy, request, descriptor);
  }

  return { decide, foreignHeaders: settings.foreignHeaders };
}

type Finish<Request> = (
  policy: Policy,
  request: Request,
  descriptor: RequestDescriptor,
  decision: HeaderDecision,
  failure?: Failure,
) => HeaderDecision;

/** What `allow` threw or rejected with, which may be `undefined`. */
interface Failure {
  readonly error: unknown;
}

/**
 * Evaluated with `granted: false` from the start, so that `Vary` is the same whatever the answer will be; once more
 * where `allow` said yes or failed.
 */
function decideWithAllow<Request>(
  allow: NonNullable<AdapterOptions<Request>['allow']>,
  policy: Policy,
  request: Request,
  { method, path, headers }: RequestDescriptor,
  finish: Finish<Request>,
): HeaderDecision | Promise<HeaderDecision> {
  const descriptor: RequestDescriptor = { method, path, headers, granted: false };
  const decision = evaluate(policy, descriptor);
  const { origin } = descriptor.headers;
  if (!isAskedAbout(decision, origin)) return finish(policy, request, descriptor, decision);

  const answered = (answer: unknown): HeaderDecision => {
    if (!answer) return finish(policy, request, descriptor, decision);
    const granted: RequestDescriptor = { ...descriptor, granted: true };
    return finish(policy, request, granted, evaluate(policy, granted));
  };
  const failed = (error: unknown): HeaderDecision => {
    const refused: RequestDescriptor = { ...descriptor, granted: 'failed' };
    return finish(policy, request, refused, evaluate(policy, refused), { error });
  };

  let answer: boolean | PromiseLike<boolean>;
  try {
    answer = allow(request, origin);
    if (isPromiseLike(answer)) return Promise.resolve(answer).then(answered, failed);
  } catch (error) {
    return failed(error);
  }
  return answered(answer);
}

/** Only where the static policy knows no better, and only about an origin that a grant can count for. */
function isAskedAbout(decision: HeaderDecision, origin: unknown): origin is string {
  if (decision.reason !== 'origin-not-allowed' && decision.reason !== 'path-out-of-scope') return false;
  return typeof origin === 'string' && origin !== OPAQUE_ORIGIN && isWellFormedOrigin(origin);
}

/** Makes a decision of the policy the final one of this adapter, and reports it. */
function compileFinish<Request>(
  { vary, preflightContinue, onDecision, debug }: AdapterSettings<Request>,
  channel: DecisionChannel | undefined,
): Finish<Request> {
  // Decisions are shared between requests, so what is added to one is added once.
  const amended = new WeakMap<HeaderDecision, HeaderDecision>();

  function amend(decision: HeaderDecision): HeaderDecision {
    const names = unionVary(decision.vary, vary);
    const status = preflightContinue && decision.kind === 'preflight' ? undefined : decision.status;
    if (names === decision.vary && status === decision.status) return decision;
    return Object.freeze({ ...decision, status, vary: Object.freeze(names) });
  }

  function amendOnce(decision: HeaderDecision): HeaderDecision {
    const known = amended.get(decision);
    if (known !== undefined) return known;
    const made = amend(decision);
    amended.set(decision, made);
    return made;
  }

  const amends = vary.length > 0 || preflightContinue;
  return (policy, request, descriptor, decision, failure) => {
    const final = amends ? amendOnce(decision) : decision;
    if (onDecision !== undefined) report(onDecision, final, request, failure);
    // Asked each time, because whoever subscribes may come and go; until then no message is made.
    if (channel?.hasSubscribers === true) channel.publish({ decision: final, request, ...failure });
    return debug ? withHeader(final, debugHeader(policy, descriptor, decision)) : final;
  };
}

function withHeader(decision: HeaderDecision, header: HeaderDecision['headers'][number]): HeaderDecision {
  return Object.freeze({ ...decision, headers: Object.freeze([...decision.headers, Object.freeze(header)]) });
}

/** A throw or a rejection is dropped on purpose: what only watches the request must not break it. */
function report<Request>(
  onDecision: NonNullable<AdapterOptions<Request>['onDecision']>,
  decision: HeaderDecision,
  request: Request,
  failure: Failure | undefined,
): void {
  try {
    const result = failure === undefined ? onDecision(decision, request) : onDecision(decision, request, failure.error);
    if (isPromiseLike(result)) Promise.resolve(result).then(undefined, () => undefined);
  } catch {
    // Dropped, see above.
  }
}
