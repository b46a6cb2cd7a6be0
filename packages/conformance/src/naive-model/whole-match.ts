import type { RegexSource } from '@cors-policy/core';

/** The RegExp that a `RegExp` or its JSON form stands for, without the flags that keep state between matches. */
export function statelessRegex(pattern: RegExp | RegexSource): RegExp {
  const source = pattern instanceof RegExp ? pattern.source : pattern.regex;
  const flags = pattern.flags ?? '';
  return new RegExp(source, flags.replace(/[gyd]/g, ''));
}

/** Whether a regex matches a value from its first character to its last, however it is anchored itself. */
export function wholeMatch(pattern: RegExp | RegexSource, value: string): boolean {
  const regex = statelessRegex(pattern);
  return new RegExp(`^(?:${regex.source})$`, regex.flags).test(value);
}
