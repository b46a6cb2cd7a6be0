import { parseRegexTree, type RegexNode } from './regex-tree.js';

/** A text that a regex might match. */
export interface RegexSample {
  readonly text: string;
  /** The same, with `WILD` for what the regex leaves open and a dot for an unescaped one: what its author spelled out. */
  readonly spelled: string;
}

/** Stands in `spelled` for what is left open. */
export const WILD = '\u0000';

/** How many samples of one regex are kept at any point: enough for a few wildcards and alternatives together. */
const MAX_SAMPLES = 2048;

/** What an attacker would put where a regex leaves room. */
const HOSTILE_FILLINGS = [
  'evil',
  'evil-',
  'evil.',
  '-evil',
  '.evil',
  'evil.test',
  '.evil.test',
  '-evil.test',
  'evil.test.',
  'x',
  'ev',
  'evl',
  'a.b.',
  '',
  '0',
  '1',
  '443',
  '6.6.6.6',
  '2001:db8::1',
  'http',
  'https',
  'https:',
  'http:',
  'https://',
  'http://',
  'https://evil',
  'https://evil.',
  'http://evil',
  'https://evil.test',
  'http://evil.test',
  '://evil.',
];

const NO_TEXT: readonly RegexSample[] = [{ text: '', spelled: '' }];

/** Texts that a regex might match, hostile ones preferred; most will be, all must be asked of the regex itself. */
export function sampleRegex(source: string, flags: string): readonly RegexSample[] {
  return samplesOf(parseRegexTree(source), flags);
}

function samplesOf(node: RegexNode, flags: string): readonly RegexSample[] {
  switch (node.kind) {
    case 'char':
      return [{ text: node.char.toLowerCase(), spelled: node.char.toLowerCase() }];
    case 'class':
      // A lone dot is mostly meant as one, and matches more than that.
      return fillingsOf(node.source, flags, 1, 1).map((text) => ({ text, spelled: node.source === '.' ? '.' : WILD }));
    case 'empty':
      return NO_TEXT;
    case 'sequence':
      return node.items.reduce((front, item) => combine(front, samplesOf(item, flags)), NO_TEXT);
    case 'choice':
      return thin(node.options.flatMap((option) => samplesOf(option, flags)));
    case 'repeat':
      return samplesOfRepeat(node.item, flags, node.min, node.max);
    default:
      return node satisfies never;
  }
}

function samplesOfRepeat(item: RegexNode, flags: string, min: number, max: number): readonly RegexSample[] {
  if (item.kind === 'class') {
    return fillingsOf(item.source, flags, min, max).map((text) => ({ text, spelled: text === '' ? '' : WILD }));
  }
  const once = samplesOf(item, flags);
  const repeat = (count: number): readonly RegexSample[] => {
    let repeated = NO_TEXT;
    for (let left = Math.min(count, 8); left > 0; left--) repeated = combine(repeated, once);
    return repeated;
  };
  // As often as it must be, once, and twice, where it may.
  const counts = [...new Set([min, Math.max(min, 1), Math.min(Math.max(min, 2), max)])];
  return thin(counts.flatMap(repeat));
}

/** The fillings of a length that a class of characters takes; a single character where none fits. */
function fillingsOf(classSource: string, flags: string, min: number, max: number): readonly string[] {
  const one = compileClass(classSource, flags);
  const takes = (text: string): boolean => Array.from(text).every((char) => one?.test(char) ?? false);
  const fitting = HOSTILE_FILLINGS.filter((text) => text.length >= min && text.length <= max && takes(text));
  if (fitting.length > 0) return fitting;
  const chars = Array.from('ex0-_.a1z').filter(takes);
  return chars.map((char) => char.repeat(Math.min(Math.max(min, 1), 64)));
}

function compileClass(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch {
    return undefined;
  }
}

function combine(fronts: readonly RegexSample[], backs: readonly RegexSample[]): readonly RegexSample[] {
  const [only] = backs;
  if (only !== undefined && backs.length === 1) {
    return fronts.map((front) => ({ text: front.text + only.text, spelled: front.spelled + only.spelled }));
  }
  const limit = Math.max(1, Math.floor(MAX_SAMPLES / Math.max(1, backs.length)));
  return thin(fronts, limit).flatMap((front) =>
    backs.map((back) => ({ text: front.text + back.text, spelled: front.spelled + back.spelled })),
  );
}

/** At most so many of a list, spread evenly over it. */
function thin(samples: readonly RegexSample[], limit: number = MAX_SAMPLES): readonly RegexSample[] {
  if (samples.length <= limit) return samples;
  const step = samples.length / limit;
  return Array.from({ length: limit }, (_, index) => samples[Math.floor(index * step)]).filter(
    (sample) => sample !== undefined,
  );
}
