import type { ConversionLog } from '../conversion.js';
import { isRegex, isSequence, type PythonValue } from '../python/python-value.js';
import type { Assignment, SettingsModule } from '../python/settings-module.js';

/** Values of settings by their names: texts, numbers, booleans, lists, and `{ pattern, flags }` for compiled regexes. */
export type DjangoSettings = Readonly<Record<string, unknown>>;

/** A compiled regex. */
export interface DjangoRegex {
  readonly pattern: string;
  readonly flags?: string;
}

const names = [
  'CORS_ALLOWED_ORIGINS',
  'CORS_ALLOWED_ORIGIN_REGEXES',
  'CORS_ALLOW_ALL_ORIGINS',
  'CORS_ORIGIN_WHITELIST',
  'CORS_ORIGIN_REGEX_WHITELIST',
  'CORS_ORIGIN_ALLOW_ALL',
  'CORS_ALLOW_METHODS',
  'CORS_ALLOW_HEADERS',
  'CORS_EXPOSE_HEADERS',
  'CORS_ALLOW_CREDENTIALS',
  'CORS_PREFLIGHT_MAX_AGE',
  'CORS_ALLOW_PRIVATE_NETWORK',
  'CORS_URLS_REGEX',
  'CSRF_TRUSTED_ORIGINS',
];

/** Whether it is a setting that becomes a part of a policy. */
export function isName(name: string): boolean {
  return names.includes(name);
}

/** Settings that were renamed in version 3.5: the new name, and the old one that still counts where it is missing. */
export const renamed: readonly (readonly [name: string, old: string])[] = [
  ['CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST'],
  ['CORS_ALLOWED_ORIGIN_REGEXES', 'CORS_ORIGIN_REGEX_WHITELIST'],
  ['CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL'],
];

/** Whether any setting, by whatever name, says who is let in. */
export function saysWho(settings: DjangoSettings): boolean {
  return renamed.flat().some((name) => settings[name] !== undefined);
}

/** The name under which a setting stands: the new one, or else the old one. */
export function nameOf(settings: DjangoSettings, name: string): string {
  const old = renamed.find(([current]) => current === name)?.[1];
  return settings[name] === undefined && old !== undefined && settings[old] !== undefined ? old : name;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isRegexSetting(value: unknown): value is string | DjangoRegex {
  return isText(value) || (typeof value === 'object' && value !== null && 'pattern' in value && isText(value.pattern));
}

/** A setting as a list of what `isItem` accepts; `undefined` where it is missing, without any where it is no such list. */
export function listOf<Item>(
  settings: DjangoSettings,
  name: string,
  isItem: (value: unknown) => value is Item,
  wanted: string,
  log: ConversionLog,
): readonly Item[] | undefined {
  const value = settings[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(isItem)) return value;
  if (value !== UNREAD) log.lost(name, `it is not ${wanted}, and not carried over`);
  return [];
}

/** Stands for a value that is there and could not be read, which has been told. */
export const UNREAD: unique symbol = Symbol('unread');

/** Whether a setting is on. */
export function isOn(settings: DjangoSettings, name: string, log: ConversionLog): boolean {
  const value = settings[name];
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== UNREAD)
    log.lost(name, 'it is neither True nor False, and not carried over: it is off here');
  return false;
}

/** What a module sets, of all that concerns this conversion, and what could not be read of it. */
export function toSettings({ assignments }: SettingsModule): {
  readonly settings: DjangoSettings;
  readonly unread: readonly Assignment[];
} {
  const ours = [...assignments.values()].filter(({ name }) => name.startsWith('CORS_') || isName(name));
  const read = ours.map(({ name, value }) => [name, value === undefined ? UNREAD : plain(value)] as const);
  return { settings: Object.fromEntries(read), unread: ours.filter(({ obstacle }) => obstacle !== undefined) };
}

function plain(value: PythonValue): unknown {
  if (isSequence(value)) return value.items.map(plain);
  return isRegex(value) ? { pattern: value.pattern, flags: value.flags } : value;
}
