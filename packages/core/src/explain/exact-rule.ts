import { isLoopback } from '../origin/loopback.js';
import { FILE_ORIGIN, OPAQUE_ORIGIN, parseOrigin } from '../origin/origin.js';
import { parsePathPattern } from '../path/path-pattern.js';
import type { CanonicalRule, DangerousFlags, PolicyConfig, RegexSource } from '../policy/policy-config.js';
import { isSafelistedMethod } from '../protocol/method.js';
import type { AskedRequest } from './asked-request.js';
import { canListMethod } from './preflight-checks.js';

/** The flag of `dangerously` that it takes to grant an origin cookies, or the right to write; mostly none. */
export function flagsFor(origin: string): readonly (keyof DangerousFlags)[] {
  if (origin === OPAQUE_ORIGIN || origin === FILE_ORIGIN) return ['nullOriginWithCredentials'];
  const parsed = parseOrigin(origin);
  return parsed?.scheme === 'http' && !isLoopback(parsed.host) ? ['insecureOrigins'] : [];
}

/** The method as a rule lists it; nothing where CORS cannot forbid it, or where no rule can name it. */
function listedMethods({ method }: AskedRequest): readonly string[] {
  return isSafelistedMethod(method) || !canListMethod(method) ? [] : [method];
}

/** What the new rule is for, beside the request itself. */
interface Scope {
  /** `undefined` for every path. */
  readonly paths: CanonicalRule['paths'];
  /** Whether it has to ask who may write, because no other rule does it for these paths. */
  readonly guards: boolean;
}

/** The rule that allows a request and no other: its origin, its method, its headers, credentials if it has them. */
export function exactRule(asked: AskedRequest, origin: string, { paths, guards }: Scope): PolicyConfig {
  const isTrusted = guards && writes(asked);
  const common = {
    ...(paths === undefined ? {} : { paths }),
    origins: [origin],
    methods: listedMethods(asked),
    allowedHeaders: asked.headers ?? [],
    ...(asked.isPrivate ? { privateNetwork: true } : {}),
    ...(guards ? { csrf: { trustedOrigins: isTrusted ? [origin] : ('none' as const) } } : {}),
    ...dangerously(asked.credentials || isTrusted ? flagsFor(origin) : []),
  };
  return asked.credentials ? { ...common, credentials: true } : common;
}

/** Whether rules that ask who may write ask about this method. */
export function writes({ method }: AskedRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/**
 * The rule that a rule would be for one origin with credentials. What `'*'` means there is left out: exposing every
 * header is not possible, and every request header would be `authorization` too.
 */
export function withCredentials(rule: CanonicalRule, asked: AskedRequest, origin: string): PolicyConfig {
  const { methods, allowedHeaders, exposedHeaders } = rule;
  return {
    ...rule,
    origins: [origin],
    methods: methods === '*' ? methods : union(methods, listedMethods(asked)),
    allowedHeaders: isAny(allowedHeaders) ? [...(asked.headers ?? [])] : union(allowedHeaders, asked.headers ?? []),
    exposedHeaders: exposedHeaders === '*' ? [] : exposedHeaders,
    credentials: true,
    privateNetwork: rule.privateNetwork || asked.isPrivate,
    // The rules that ask who may write are asked all the same: a rule of the group is enough.
    csrf: false,
    dangerously: { ...rule.dangerously, ...dangerously(flagsFor(origin)).dangerously },
  };
}

/** Whether a list covers more with credentials than without. */
export function isAny(names: '*' | readonly string[]): names is '*' {
  return names.includes('*');
}

function union(names: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...names, ...more])];
}

function dangerously(flags: readonly (keyof DangerousFlags)[]): { readonly dangerously?: DangerousFlags } {
  return flags.length === 0 ? {} : { dangerously: Object.fromEntries(flags.map((flag) => [flag, true])) };
}

/** The pattern for one pathname and no other. */
export function exactPath(pathname: string): string | RegexSource {
  const pattern = parsePathPattern(pathname);
  if (!('code' in pattern) && pattern.text === pathname.toLowerCase() && !pathname.includes('*')) return pattern.text;
  return { regex: `^${pathname.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$` };
}
