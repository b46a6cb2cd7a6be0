import { defaultAllowedHeaders, defaultMethods } from '@cors-policy/core';
import { type Conversion, ConversionLog, type ConversionNote, type RuleDraft } from '../conversion.js';
import { withoutLiteralWildcard } from '../name-list.js';
import type { PythonSequence } from '../python/python-value.js';
import { readSettingsModule } from '../python/settings-module.js';
import { djangoOrigins } from './origins.js';
import { djangoPaths } from './paths.js';
import { type DjangoSettings, isName, isOn, isText, listOf, renamed, saysWho, toSettings, UNREAD } from './settings.js';

/**
 * A policy from the settings of django-cors-headers (and `CSRF_TRUSTED_ORIGINS`).
 *
 * @param settings the values by their names. The old names (`CORS_ORIGIN_WHITELIST` and so on) count where the new ones are missing. A regex is a text, or
 *   `{ pattern, flags }` for a compiled one
 * @see https://github.com/adamchainz/django-cors-headers#configuration
 */
export function fromDjango(settings: DjangoSettings): Conversion {
  const log = new ConversionLog();
  return convert(settings, log);
}

/**
 * The same from the source of a settings module, of which assignments of literals are read; it is not run.
 *
 * @param source Python
 */
export function fromDjangoModule(source: string): Conversion {
  const module = readSettingsModule(source, defaults, (name) => name === 'corsheaders.defaults');
  const { settings, unread } = toSettings(module);
  const log = new ConversionLog();
  for (const { module: name, line } of module.wholeImports)
    log.lost(
      undefined,
      `what is imported from ${name} is not read: there may be more settings in it, and others than are set before it (line ${line})`,
      'make a policy of that file too',
    );
  if (!saysWho(settings))
    log.lost(
      undefined,
      'no setting says which origins are allowed, so none is',
      'give the file that has CORS_ALLOWED_ORIGINS',
    );
  for (const { name, line, value, obstacle } of unread) {
    const what = value === undefined ? 'it is' : 'a part of it is';
    log.lost(name, `${what} not carried over: ${obstacle} (line ${line})`, 'write it into the policy by hand');
  }
  return convert(settings, log);
}

/** What `corsheaders.defaults` has. */
const defaults = new Map(
  ['', 'defaults.', 'corsheaders.defaults.'].flatMap((module) => [
    [`${module}default_headers`, tuple(defaultAllowedHeaders)],
    [`${module}default_methods`, tuple(defaultMethods)],
  ]),
);

function tuple(items: readonly string[]): PythonSequence {
  return { kind: 'tuple', items };
}

function convert(settings: DjangoSettings, log: ConversionLog): Conversion {
  const credentials = isOn(settings, 'CORS_ALLOW_CREDENTIALS', log);
  const origins = djangoOrigins(settings, credentials, log);
  const draft: RuleDraft = {
    ...origins,
    ...djangoPaths(settings.CORS_URLS_REGEX, log),
    ...lists(settings, origins.credentials === true, log),
    ...maxAge(settings, log),
    ...(isOn(settings, 'CORS_ALLOW_PRIVATE_NETWORK', log) ? { privateNetwork: true } : {}),
    ...csrf(settings, log),
  };
  log.difference(
    undefined,
    'a preflight is answered with 204, and with 403 where the origin is denied; there always with 200',
  );
  log.difference(
    undefined,
    'a denied origin gets no CORS header at all; there it got access-control-allow-credentials',
  );
  reportOthers(settings, log);
  return log.conclude(draft);
}

/** The defaults are the same here. */
function lists(settings: DjangoSettings, credentials: boolean, log: ConversionLog): Partial<RuleDraft> {
  const names = (setting: string, kind: 'method' | 'header'): string[] | undefined => {
    const list = listOf(settings, setting, isText, 'a list of texts', log);
    return list && withoutLiteralWildcard([...list], credentials, setting, kind, log);
  };
  const methods = names('CORS_ALLOW_METHODS', 'method');
  const headers = names('CORS_ALLOW_HEADERS', 'header');
  const exposed = names('CORS_EXPOSE_HEADERS', 'header');
  return {
    ...(methods && { methods: methods.includes('*') ? ('*' as const) : methods }),
    ...(headers && { allowedHeaders: headers }),
    ...(exposed && exposed.length > 0 && { exposedHeaders: exposed.includes('*') ? ('*' as const) : exposed }),
  };
}

/** Its 0 sends no header. */
function maxAge({ CORS_PREFLIGHT_MAX_AGE: seconds }: DjangoSettings, log: ConversionLog): Partial<RuleDraft> {
  if (seconds === undefined || seconds === UNREAD) return {};
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0)
    return { maxAge: seconds === 0 ? false : seconds };
  log.lost('CORS_PREFLIGHT_MAX_AGE', 'it is no number of seconds: 86400 stands here');
  return {};
}

function csrf(settings: DjangoSettings, log: ConversionLog): Pick<RuleDraft, 'csrf'> {
  const trusted = listOf(settings, 'CSRF_TRUSTED_ORIGINS', isText, 'a list of texts', log);
  if (trusted === undefined) return {};
  // What could not be read trusts nobody.
  if (trusted.length === 0)
    return isEmptyList(settings.CSRF_TRUSTED_ORIGINS) ? {} : { csrf: { trustedOrigins: 'none' } };
  log.difference(
    'CSRF_TRUSTED_ORIGINS',
    'here Sec-Fetch-Site and Origin decide about writing, for every view and without tokens: an origin that may read but is not trusted gets 403 for POST, PUT and DELETE',
    'leave csrf out where something else protects against forged requests',
  );
  const [wildcard] = trusted.filter((origin) => origin.includes('://*.'));
  if (wildcard !== undefined)
    log.difference('CSRF_TRUSTED_ORIGINS', `${wildcard} was the domain itself too; here it is what is below it`);
  return { csrf: { trustedOrigins: [...trusted] } };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const others: Readonly<Record<string, Pick<ConversionNote, 'message'>>> = {
  CORS_REPLACE_HTTPS_REFERER: {
    message: 'it changed the Referer header for an old check of Django; nothing here needs it',
  },
  CORS_MODEL: { message: 'origins in a database are what the adapters’ option `allow` is for' },
};

function reportOthers(settings: DjangoSettings, log: ConversionLog): void {
  for (const name of Object.keys(settings)) {
    if (isName(name) || settings[name] === UNREAD) continue;
    const known = others[name];
    if (known === undefined)
      log.difference(name, 'django-cors-headers has no such setting, and it is left out here too');
    else if (settings[name] !== false) log.lost(name, known.message);
  }
  for (const [name, old] of renamed)
    if (settings[name] !== undefined && settings[old] !== undefined)
      log.difference(old, `${name} is set too and wins, as it did there`);
}
