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
const MAX_SAMPLES = 768;

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
  'a.b.',
  '',
  '0',
  '1',
  '443',
];

const NO_TEXT: readonly RegexSample[] = [{ text: '', spelled: '' }];

/** Texts that a regex might match, hostile ones preferred; most will be, all must be asked of the regex itself. */
export function sampleRegex(source: string): readonly RegexSample[] {
  return samplesOf(parseRegexTree(source));
}

function samplesOf(node: RegexNode): readonly RegexSample[] {
  switch (node.kind) {
    case 'char':
      return [{ text: node.char.toLowerCase(), spelled: node.char.toLowerCase() }];
    case 'class':
      // A lone dot is mostly meant as one, and matches more than that.
      return fillingsOf(node.source, 1, 1).map((text) => ({ text, spelled: node.source === '.' ? '.' : WILD }));
    case 'empty':
      return NO_TEXT;
    case 'sequence':
      return node.items.reduce((front, item) => combine(front, samplesOf(item)), NO_TEXT);
    case 'choice':
      return thin(node.options.flatMap(samplesOf));
    case 'repeat':
      return samplesOfRepeat(node.item, node.min, node.max);
    default:
      return node satisfies never;
  }
}

function samplesOfRepeat(item: RegexNode, min: number, max: number): readonly RegexSample[] {
  if (item.kind === 'class') {
    return fillingsOf(item.source, min, max).map((text) => ({ text, spelled: text === '' ? '' : WILD }));
  }
  const once = samplesOf(item);
  let repeated = NO_TEXT;
  for (let count = 0; count < Math.min(Math.max(min, 1), 8); count++) repeated = combine(repeated, once);
  return min === 0 ? thin([...repeated, ...NO_TEXT]) : repeated;
}

/** The fillings of a length that a class of characters takes; a single character where none fits. */
function fillingsOf(classSource: string, min: number, max: number): readonly string[] {
  const one = compileClass(classSource);
  const takes = (text: string): boolean => Array.from(text).every((char) => one?.test(char) ?? false);
  const fitting = HOSTILE_FILLINGS.filter((text) => text.length >= min && text.length <= max && takes(text));
  if (fitting.length > 0) return fitting;
  const chars = Array.from('ex0-_.a1').filter(takes);
  return chars.length === 0 ? [] : chars.map((char) => char.repeat(Math.min(Math.max(min, 1), 64)));
}

function compileClass(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, /^\\p/i.test(source) ? 'u' : '');
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
