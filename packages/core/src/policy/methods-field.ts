import { defaultMethods, isForbiddenMethod } from '../protocol/method.js';
import { isToken } from '../protocol/token.js';
import { membersOf } from './list-field.js';
import { type ConfigPlace, show } from './policy-issue.js';

/** Reads `methods`, in the order of the config and without duplicates. */
export function readMethods(field: ConfigPlace): '*' | readonly string[] {
  if (field.value === undefined) return defaultMethods;
  const members = membersOf(field);
  const names = new Set(members.flatMap((place) => readMethod(place) ?? []));
  if (!names.has('*')) return [...names];
  if (names.size > 1) field.warn('methods-any-mixed', "'*' is every method, so the others say nothing", "write '*'");
  return '*';
}

function readMethod(place: ConfigPlace): string | undefined {
  const { value } = place;
  if (typeof value !== 'string') return place.error('type-invalid', `a method is a string, not ${show(value)}`);
  if (value === '*') return value;
  if (!isToken(value)) {
    return place.error(
      'method-invalid',
      `${show(value)} is no method name: letters, digits and !#$%&'*+-.^_\`|~ can stand in one`,
      trimmed(value),
    );
  }
  if (isForbiddenMethod(value))
    return place.error('method-forbidden', `no browser lets a script send ${show(value)}`, 'leave it out');
  if (/[a-z]/.test(value)) {
    const upper = value.toUpperCase();
    place.warn(
      'method-lower-case',
      `methods are case-sensitive, so ${show(value)} does not allow ${show(upper)}`,
      `write ${upper}`,
    );
  }
  return value;
}

function trimmed(value: string): string | undefined {
  const names = value.split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0 || !names.every(isToken)) return undefined;
  return `write ${names.length === 1 ? names[0] : JSON.stringify(names)}`;
}
