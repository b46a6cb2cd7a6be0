import type { JsonDocument } from './json-document.js';
import type { PolicyProblem } from './policy-problem.js';
import { type Growth, growthOf } from './regex-safety.js';

/** Longest `Origin` that a regex is held against, and longest path: what core's limits are. */
const LONGEST = { origin: 326, path: 16_384 };

/** More steps than this take about a second. */
const STEPS_OF_A_SECOND = 1_000_000_000;

interface PlacedRegex {
  readonly path: readonly (string | number)[];
  readonly source: string;
  readonly flags: string;
  readonly heldAgainst: 'origin' | 'path';
}

/** What a request could make the regexes of a policy do. Those that do not compile are left to `definePolicy`. */
export async function slowRegexes(document: JsonDocument): Promise<readonly PolicyProblem[]> {
  const problems: PolicyProblem[] = [];
  for (const regex of regexesOf(document.value)) {
    const problem = judge(regex, await growthOf(regex.source, regex.flags), document);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function judge(regex: PlacedRegex, growth: Growth, document: JsonDocument): PolicyProblem | undefined {
  const { path, source, heldAgainst } = regex;
  const place = { path, position: document.positionOf(path), value: source };
  const longest = LONGEST[heldAgainst];
  switch (growth.kind) {
    case 'safe':
      return undefined;
    case 'unknown':
      return {
        ...place,
        severity: 'warning',
        code: 'regex-speed-unknown',
        message: `whether some ${heldAgainst} makes this regex take long could not be told: ${growth.why}`,
      };
    case 'exponential':
      return {
        ...place,
        severity: 'error',
        code: 'regex-slow',
        message: `the time that this regex takes doubles with each further character: ${growth.attack} would keep the server busy`,
        hint: 'write a pattern instead, or leave out the repetition inside a repetition',
      };
    case 'polynomial':
      return {
        ...place,
        severity: longest ** growth.degree > STEPS_OF_A_SECOND ? 'error' : 'warning',
        code: 'regex-slow',
        message: `the time that this regex takes grows with the length of the ${heldAgainst} to the power of ${growth.degree}: ${longest} characters take up to ${(longest ** growth.degree).toExponential(0)} steps`,
        hint: 'write a pattern instead, or leave out one of the repetitions that can match the same text',
      };
  }
}

/** The regexes of a file, wherever a policy may have some. What else is wrong with it is no matter here. */
function regexesOf(value: unknown): readonly PlacedRegex[] {
  const rules = Array.isArray(value) ? value.map((rule: unknown, index) => ({ rule, at: [index] })) : undefined;
  return (rules ?? [{ rule: value, at: [] }]).flatMap(({ rule, at }) => {
    if (!isRecord(rule)) return [];
    const trusted = isRecord(rule.csrf) ? rule.csrf.trustedOrigins : undefined;
    return [
      ...regexesIn(rule.origins, [...at, 'origins'], 'origin'),
      ...regexesIn(rule.paths, [...at, 'paths'], 'path'),
      ...regexesIn(trusted, [...at, 'csrf', 'trustedOrigins'], 'origin'),
    ];
  });
}

function regexesIn(
  field: unknown,
  path: readonly (string | number)[],
  heldAgainst: PlacedRegex['heldAgainst'],
): readonly PlacedRegex[] {
  if (Array.isArray(field))
    return field.flatMap((item: unknown, index) => regexesIn(item, [...path, index], heldAgainst));
  if (!isRecord(field) || typeof field.regex !== 'string') return [];
  const flags = typeof field.flags === 'string' ? field.flags.replace(/[dgy]/g, '') : '';
  return compiles(field.regex, flags) ? [{ path, source: field.regex, flags, heldAgainst }] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compiles(source: string, flags: string): boolean {
  try {
    void new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
