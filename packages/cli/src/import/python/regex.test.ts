import { describe, expect, test } from 'vitest';
import recorded from '../../../testing/python-regexes.json' with { type: 'json' };
import { wholeRegex } from '../search-regex.js';
import { translateRegex } from './regex.js';

/** What can be written in Python alone; everything else that was recorded has to be translated. */
const refused: Readonly<Record<string, string>> = {
  '^https://a++$': 'possessive',
  '^a*+$': 'possessive',
  '^(?>https)://a$': 'atomic',
  '^(a)?(?(1)b|c)$': 'conditions',
  '(?x) ^ https': 'verbose',
  '^(?i:a)$': 'flags for a part',
  '^(?s-i:a)$': 'flags for a part',
  '^https://\\N{BULLET}$': '\\N',
  '(?m)\\Aa\\Z': 'multi-line',
};

// `testing/python-regexes.json` was recorded by `re.match` of the Python that it names.
describe('a regex of Python', () => {
  test.each(recorded.regexes)(
    '$pattern (flags "$flags") matches in JavaScript what it matched there',
    ({ pattern, flags, matches }) => {
      const translated = translateRegex(pattern, flags);
      const reason = flags === 'x' ? 'verbose' : refused[pattern];
      if (reason !== undefined) {
        expect(translated).toEqual({ refused: expect.stringContaining(reason) });
        return;
      }
      if ('refused' in translated) throw new Error(translated.refused);
      const { regex } = wholeRegex(translated.source, translated.flags, 'at the start');
      const whole = new RegExp(`^(?:${regex.regex})$`, regex.flags);
      expect(recorded.subjects.filter((subject) => whole.test(subject))).toEqual(matches);
    },
  );
});

describe('what means something else in JavaScript', () => {
  test.each(['(a)?\\1b', '(?:(a)|b)\\1', '(a)|b\\1', '(?!(a))\\1b', '(?P<x>a)*(?P=x)', '(?:(a)b){0,1}\\1'])(
    'is refused: %s refers to a group that may take no part',
    (pattern) => {
      expect(translateRegex(pattern)).toEqual({ refused: expect.stringContaining('took no part') });
    },
  );

  test.each([
    ['(a|b)+\\1', '(a|b)+\\1'],
    ['(?=(a))(?:c|d)\\1', '(?=(a))(?:c|d)\\1'],
    ['[(|](a)[)?]\\1', '[(|](a)[)?]\\1'],
    ['\\U00000061', '\\u0061'],
    ['a{,}', 'a{0,}'],
    ['a{,}?b{,2}', 'a{0,}?b{0,2}'],
  ])('is written otherwise, or as it is: %s', (pattern, source) => {
    expect(translateRegex(pattern)).toEqual({ source, flags: '' });
  });
});
