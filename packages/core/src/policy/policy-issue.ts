import type { OriginProblemCode } from '../origin/origin-pattern.js';
import type { PathProblemCode } from '../path/path-pattern.js';
import { freezeCopy, isRegExp } from './plain-data.js';

/** What can be wrong with a config. A closed set: codes are added in minor versions and never change their meaning. */
export type PolicyErrorCode =
  // the shape
  | 'config-invalid'
  | 'rules-empty'
  | 'rule-duplicate'
  | 'field-unknown'
  | 'field-missing'
  | 'type-invalid'
  | 'list-empty'
  // origins
  | OriginProblemCode
  | 'origins-mixed'
  | 'trusted-origins-any'
  | 'trusted-origins-null'
  // paths, methods, headers, numbers
  | PathProblemCode
  | 'regex-invalid'
  | 'method-invalid'
  | 'method-forbidden'
  | 'header-invalid'
  | 'header-forbidden'
  | 'max-age-invalid'
  | 'preflight-status-invalid'
  // what credentials, or the right to write, make dangerous
  | 'exposed-headers-any-with-credentials'
  | 'any-origin-with-credentials'
  | 'null-origin-with-credentials'
  | 'insecure-origin'
  | 'public-suffixes-missing'
  | 'public-suffix-wildcard'
  | 'loose-regex';

/** Harmless oddities. */
export type PolicyWarningCode =
  | 'header-safelisted'
  | 'header-browser-forbidden'
  | 'headers-any-mixed'
  | 'method-lower-case'
  | 'methods-any-mixed'
  | 'max-age-above-caps'
  | 'regex-matches-nothing'
  | 'regex-unanchored'
  | 'pattern-redundant'
  | 'private-network-obsolete'
  | 'rule-unreachable';

export type PolicyIssueCode = PolicyErrorCode | PolicyWarningCode;

/** One thing that is wrong with a config, or odd. Plain data. */
export interface PolicyIssue {
  readonly code: PolicyIssueCode;
  /** Where it stands: `['origins', 2]`, `['origins']` for a single value, `[1, 'origins', 2]` in an array of rules. */
  readonly path: readonly (string | number)[];
  /** What stands there. */
  readonly value: unknown;
  /** What is wrong, in one lower-case sentence. */
  readonly message: string;
  /** What to write instead, where there is one answer. */
  readonly hint: string | undefined;
}

/** Collects the issues of one config, errors apart from warnings. */
export interface IssueLog {
  readonly errors: PolicyIssue[];
  readonly warnings: PolicyIssue[];
}

/** A place in the config, and the log to report what stands there. */
export class ConfigPlace {
  readonly value: unknown;
  readonly #log: IssueLog;
  readonly #above: ConfigPlace | undefined;
  readonly #key: string | number | undefined;

  /** @param key what this place is called in the one above; `undefined` for a whole config */
  constructor(log: IssueLog, value: unknown, key?: string | number, above?: ConfigPlace) {
    this.value = value;
    this.#log = log;
    this.#key = key;
    this.#above = above;
  }

  /** The steps from the whole config to here. Put together when asked for: most places of a long list never are. */
  get path(): readonly (string | number)[] {
    const above = this.#above?.path ?? [];
    return this.#key === undefined ? above : [...above, this.#key];
  }

  /** The place one step further down. */
  at(key: string | number, value: unknown): ConfigPlace {
    return new ConfigPlace(this.#log, value, key, this);
  }

  error(code: PolicyErrorCode, message: string, hint?: string): undefined {
    this.#log.errors.push(this.#issue(code, message, hint));
    return undefined;
  }

  warn(code: PolicyWarningCode, message: string, hint?: string): void {
    this.#log.warnings.push(this.#issue(code, message, hint));
  }

  #issue(code: PolicyIssueCode, message: string, hint: string | undefined): PolicyIssue {
    // One line, whatever the value brought into it.
    const line = message.replace(/[\s\u2028\u2029]+/g, ' ');
    return Object.freeze({ code, path: Object.freeze(this.path), value: freezeCopy(this.value), message: line, hint });
  }
}

/** A value as a message shows it: quoted, on one line, at most 80 characters. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : showOther(value);
  return text.length > 80 ? `${text.slice(0, 76)}...${text.startsWith('"') ? '"' : ''}` : text;
}

function showOther(value: unknown): string {
  if (value === null || ['undefined', 'boolean', 'number', 'bigint', 'symbol'].includes(typeof value))
    return String(value);
  if (typeof value === 'function') return 'a function';
  if (isRegExp(value)) return `/${Reflect.get(RegExp.prototype, 'source', value)}/`;
  return isList(value) ? (value.length === 0 ? 'an empty list' : 'a list') : 'an object';
}

function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy
  }
}
