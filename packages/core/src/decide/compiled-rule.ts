import type { HeaderEntry } from '../decision.js';
import type { AllowedHeaders } from '../headers/allow-headers.js';
import type { AllowedMethods } from '../headers/allow-methods.js';
import type { ExactOrigins } from '../origin/exact-origins.js';
import type { OriginPattern } from '../origin/origin-pattern.js';
import type { OriginSet } from '../origin/origin-set.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import type { Echo } from './echo.js';

/** One rule, checked and compiled: nothing of it is looked at again at request time but by a lookup. */
export interface CompiledRule {
  /** Its place in the policy. */
  readonly index: number;
  /** `origins: '*'` without credentials: `Origin` is not read for it. */
  readonly isPublic: boolean;
  /** `origins: '*'` with credentials, which takes a dangerous flag: any well-formed origin is reflected. */
  readonly reflectsAny: boolean;
  readonly exact: ExactOrigins;
  readonly patterns: readonly (OriginPattern | RegexPattern)[];
  readonly credentials: boolean;
  readonly methods: AllowedMethods;
  readonly headers: AllowedHeaders;
  /** What an actual request gets beside the origin: credentials, exposed headers. */
  readonly grants: readonly HeaderEntry[];
  readonly maxAge: HeaderEntry | undefined;
  readonly privateNetwork: boolean;
  readonly timing: boolean;
  readonly preflightStatus: number;
  /** `disallowed: 'reject'`. */
  readonly rejects: boolean;
  /** The origins that may write; `undefined`: the rule does not ask. */
  readonly trusted: OriginSet | undefined;
  /** The last answer that holds a part of the request, see `answerPreflight`. */
  readonly lastEcho: { value: Echo | undefined };
}
