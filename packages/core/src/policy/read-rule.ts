import type { RulePaths, ScopedRule } from '../decide/compiled-policy.js';
import { emitAllowCredentials } from '../headers/allow-credentials.js';
import { compileAllowedHeaders } from '../headers/allow-headers.js';
import { compileAllowedMethods } from '../headers/allow-methods.js';
import { emitExposeHeaders } from '../headers/expose-headers.js';
import { emitMaxAge } from '../headers/max-age.js';
import { type ExactOrigins, NO_EXACT_ORIGINS } from '../origin/exact-origins.js';
import { OPAQUE_ORIGIN } from '../origin/origin.js';
import { compileOriginSet } from '../origin/origin-set.js';
import type { PublicSuffixes } from '../origin/public-suffix.js';
import type { RegexPattern } from '../protocol/regex-pattern.js';
import { checkGrants } from './dangerous-grants.js';
import { didYouMean } from './did-you-mean.js';
import { readAllowedHeaders, readExposedHeaders } from './headers-field.js';
import { readMethods } from './methods-field.js';
import { type ReadOrigins, readOrigins } from './origins-field.js';
import { readPaths } from './paths-field.js';
import { isPlainRecord, type PlainRecord } from './plain-data.js';
import type { CanonicalRule, DangerousFlags, RegexSource } from './policy-config.js';
import { type ConfigPlace, show } from './policy-issue.js';
import { readBoolean, readDisallowed, readMaxAge, readPreflightStatus } from './scalar-fields.js';

const RULE_FIELDS = [
  'origins',
  'methods',
  'allowedHeaders',
  'exposedHeaders',
  'credentials',
  'maxAge',
  'privateNetwork',
  'paths',
  'csrf',
  'disallowed',
  'preflightStatus',
  'timing',
  'dangerously',
] as const;
const DANGEROUS_FLAGS = [
  'anyOriginWithCredentials',
  'nullOriginWithCredentials',
  'insecureOrigins',
  'publicSuffixWildcards',
  'looseRegexes',
] as const;

/** A rule as it was written: all fields checked, one by one and together. */
export interface ReadRule {
  readonly canonical: CanonicalRule;
  readonly origins: ReadOrigins;
  readonly trusted: ReadOrigins | undefined;
  readonly paths: RulePaths;
}

/** Reads one rule; whatever is wrong is reported, and what is given back then is not used. */
export function readRule(place: ConfigPlace, publicSuffixes: PublicSuffixes | undefined): ReadRule | undefined {
  if (!isPlainRecord(place.value))
    return place.error('config-invalid', `a rule is an object with fields, not ${show(place.value)}`);
  const fields = place.value;
  const field = (name: (typeof RULE_FIELDS)[number]): ConfigPlace => place.at(name, fields[name]);
  // An editor finds the schema of a policy file by `$schema`; it says nothing of the policy.
  refuseUnknown(place, fields, ['$schema', ...RULE_FIELDS], 'a rule');

  const origins = fields.origins === undefined ? refuseMissingOrigins(place) : readOrigins(field('origins'));
  const credentials = readBoolean(field('credentials'));
  const exposedHeaders = readExposedHeaders(field('exposedHeaders'));
  const dangerously = readDangerously(field('dangerously'));
  const privateNetwork = readBoolean(field('privateNetwork'));
  const paths = readPaths(field('paths'));
  const trusted = readTrusted(field('csrf'));
  if (credentials) {
    checkGrants(field('origins'), origins, { dangerously, publicSuffixes, grant: 'cookies' });
    if (exposedHeaders === '*') {
      field('exposedHeaders').error(
        'exposed-headers-any-with-credentials',
        "with credentials browsers take '*' for the name of a header",
        'list the headers',
      );
    }
  }
  if (trusted !== undefined) {
    checkGrants(field('csrf').at('trustedOrigins', undefined), trusted, {
      dangerously,
      publicSuffixes,
      grant: 'writing',
    });
  }
  if (privateNetwork) {
    field('privateNetwork').warn(
      'private-network-obsolete',
      'browsers have given up Private Network Access, so the header does nothing',
      'leave it out',
    );
  }
  const canonical: CanonicalRule = {
    origins: canonicalOrigins(origins),
    methods: readMethods(field('methods')),
    allowedHeaders: readAllowedHeaders(field('allowedHeaders')),
    exposedHeaders,
    credentials,
    maxAge: readMaxAge(field('maxAge')),
    privateNetwork,
    ...(paths === undefined ? {} : { paths: paths.map((path) => ('whole' in path ? regexSource(path) : path.text)) }),
    csrf: trusted === undefined || trusted === '*' ? false : { trustedOrigins: canonicalPatterns(trusted) },
    disallowed: readDisallowed(field('disallowed')),
    preflightStatus: readPreflightStatus(field('preflightStatus')),
    timing: readBoolean(field('timing')),
    dangerously,
  };
  return { canonical, origins, trusted, paths };
}

/** Compiles a rule that was read without an error. */
export function compileRule({ canonical, origins, trusted, paths }: ReadRule, index: number): ScopedRule {
  const {
    credentials,
    methods,
    allowedHeaders,
    exposedHeaders,
    maxAge,
    privateNetwork,
    timing,
    preflightStatus,
    disallowed,
  } = canonical;
  const rule = {
    index,
    isPublic: origins === '*' && !credentials,
    reflectsAny: origins === '*' && credentials,
    exact: exactOf(origins),
    patterns: patternsOf(origins),
    credentials,
    methods: compileAllowedMethods(methods, credentials),
    headers: compileAllowedHeaders(allowedHeaders, credentials),
    grants: [emitAllowCredentials(credentials), emitExposeHeaders(exposedHeaders)].filter(
      (entry) => entry !== undefined,
    ),
    maxAge: emitMaxAge(maxAge),
    privateNetwork,
    timing,
    preflightStatus,
    rejects: disallowed === 'reject',
    trusted: trusted && compileOriginSet([{ exact: exactOf(trusted), patterns: patternsOf(trusted) }]),
    lastEcho: { value: undefined },
  };
  return { rule, paths };
}

function patternsOf(origins: ReadOrigins): ScopedRule['rule']['patterns'] {
  return typeof origins === 'string' ? [] : origins.patterns;
}

function exactOf(origins: ReadOrigins): ExactOrigins {
  return typeof origins === 'string' ? NO_EXACT_ORIGINS : origins.exact;
}

function refuseUnknown(place: ConfigPlace, fields: PlainRecord, known: readonly string[], what: string): void {
  for (const name of Object.keys(fields)) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    place
      .at(name, fields[name])
      .error('field-unknown', `${what} has no field ${show(name)}`, meant && `did you mean ${meant}?`);
  }
}

function refuseMissingOrigins(place: ConfigPlace): ReadOrigins {
  const message = "a rule says whose requests it allows: origins takes '*', 'none' or a list of origins";
  place.at('origins', undefined).error('field-missing', message, "write origins: ['https://app.example.com']");
  return 'none';
}

function readDangerously(field: ConfigPlace): DangerousFlags {
  if (field.value === undefined) return {};
  if (!isPlainRecord(field.value)) {
    field.error('type-invalid', `dangerously takes an object with named flags, not ${show(field.value)}`);
    return {};
  }
  const flags = field.value;
  refuseUnknown(field, flags, DANGEROUS_FLAGS, 'dangerously');
  const isOn = (name: (typeof DANGEROUS_FLAGS)[number]): boolean => readBoolean(field.at(name, flags[name]));
  return Object.fromEntries(DANGEROUS_FLAGS.filter(isOn).map((name) => [name, true]));
}

function readTrusted(field: ConfigPlace): ReadOrigins | undefined {
  if (field.value === undefined || field.value === false) return undefined;
  if (!isPlainRecord(field.value)) {
    return field.error('type-invalid', `csrf takes false or { trustedOrigins: [...] }, not ${show(field.value)}`);
  }
  refuseUnknown(field, field.value, ['trustedOrigins'], 'csrf');
  const { trustedOrigins } = field.value;
  const place = field.at('trustedOrigins', trustedOrigins);
  if (trustedOrigins === undefined) {
    return place.error(
      'field-missing',
      "csrf names the origins that may write; 'none' leaves it to the own origin",
      "write trustedOrigins: 'none'",
    );
  }
  const trusted = readOrigins(place);
  if (trusted === '*')
    return place.error(
      'trusted-origins-any',
      'every origin would be trusted to write, which is no protection',
      'list the origins, or write csrf: false',
    );
  if (trusted === 'none') return trusted;
  const opaque = trusted.members.indexOf(OPAQUE_ORIGIN);
  if (opaque < 0) return trusted;
  trusted
    .placeOf(opaque)
    .error(
      'trusted-origins-null',
      'any page can have the origin "null", so it cannot be trusted to write',
      'leave it out',
    );
  // The other origins are checked on, for what else is wrong.
  const members = trusted.members.filter((member) => member !== OPAQUE_ORIGIN);
  return { ...trusted, members, placeOf: (number) => trusted.placeOf(number < opaque ? number : number + 1) };
}

function canonicalOrigins(origins: ReadOrigins): CanonicalRule['origins'] {
  return origins === '*' ? origins : canonicalPatterns(origins);
}

function canonicalPatterns(origins: Exclude<ReadOrigins, '*'>): 'none' | readonly (string | RegexSource)[] {
  if (origins === 'none') return origins;
  const { members, exact } = origins;
  if (members.length === exact.texts.length) return exact.texts;
  return members.map((member) => {
    if (typeof member === 'string') return member;
    return 'whole' in member ? regexSource(member) : member.text;
  });
}

function regexSource({ source, flags }: RegexPattern): RegexSource {
  return flags === '' ? { regex: source } : { regex: source, flags };
}
