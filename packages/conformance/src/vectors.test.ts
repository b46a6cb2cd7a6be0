import { readdirSync } from 'node:fs';
import { METHODS } from 'node:http';
import type { CanonicalRule, DangerousFlags, PolicyConfig, Reason, RequestKind } from '@cors-policy/core';
import { describe, expect, it } from 'vitest';
import { loadVectors, type Vector } from './vectors.js';

const vectors = loadVectors();
const rulesOf = (vector: Vector): readonly PolicyConfig[] => [vector.config].flat();

/** What in a request no HTTP/1.1 message carries as it stands, or no server takes. */
function obstacles(vector: Vector): string[] {
  const { method, path, headers, granted } = vector.request;
  const servers = METHODS.filter((name) => name !== 'CONNECT' && name !== 'TRACE');
  const readsPath = rulesOf(vector).some((rule) => rule.paths !== undefined);
  const fields = Object.entries(headers).filter(([, value]) => value !== null && !isFieldValue(value));
  return [
    ...(servers.includes(method) ? [] : ['method']),
    ...((path === undefined && !readsPath) || isTarget(path) ? [] : ['path']),
    ...fields.map(([name]) => name),
    ...([undefined, true, false, 'failed'].includes(granted) ? [] : ['granted']),
  ];
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.5, and short enough for the usual limit of a header block. */
function isFieldValue(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 8000) return false;
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && !/^[\t ]|[\t ]$/.test(value);
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2, but for the characters that some parsers read otherwise. */
function isTarget(path: unknown): boolean {
  return typeof path === 'string' && path.length <= 8000 && /^(\/|https?:\/\/)[^\x00-\x20\x7f-\uffff\\#]*$/i.test(path);
}

describe('the vectors', () => {
  it('are many, each with its own id and its own sentence', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(300);
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
    for (const { id } of vectors) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  it('stand in the file that is named after their theme', () => {
    const files = readdirSync(new URL('../vectors/', import.meta.url)).map((name) => name.replace(/\.json$/, ''));
    expect([...new Set(vectors.map(({ theme }) => theme))].sort()).toStrictEqual(files.sort());
  });

  it('go over the wire, unless something in them cannot: then they say so', () => {
    const mistaken = vectors.filter((vector) => vector.wire !== (obstacles(vector).length === 0));
    expect(mistaken.map(({ id }) => id)).toStrictEqual([]);
  });
});

const rows: readonly (readonly [Reason, readonly RequestKind[]])[] = [
  ['path-ambiguous', ['out-of-scope']],
  ['path-out-of-scope', ['out-of-scope']],
  ['csrf-denied', ['non-cors', 'actual', 'preflight']],
  ['no-origin', ['non-cors']],
  ['origin-allowed', ['actual']],
  ['same-origin', ['actual']],
  ['origin-malformed', ['actual', 'preflight']],
  ['allow-failed', ['actual', 'preflight']],
  ['origin-not-allowed', ['actual', 'preflight']],
  ['method-not-allowed', ['preflight']],
  ['header-not-allowed', ['preflight']],
  ['private-network-not-allowed', ['preflight']],
  ['preflight-allowed', ['preflight']],
];

describe('the vectors cover the decision table', () => {
  it.each(rows)('%s, as each kind that it can be', (reason, kinds) => {
    const found = vectors.filter(({ decision }) => decision.reason === reason).map(({ decision }) => decision.kind);
    expect([...new Set(found)].sort()).toStrictEqual([...kinds].sort());
    for (const kind of kinds) expect(found.filter((other) => other === kind).length).toBeGreaterThanOrEqual(3);
  });

  it('and no reason besides', () => {
    const reasons = new Set(vectors.map(({ decision }) => decision.reason));
    expect([...reasons].sort()).toStrictEqual(rows.map(([reason]) => reason).sort());
  });

  it.each(['origin-malformed', 'allow-failed', 'origin-not-allowed'])('%s, served and rejected', (reason) => {
    const actual = vectors.filter(({ decision }) => decision.reason === reason && decision.kind === 'actual');
    expect(new Set(actual.map(({ decision }) => decision.status))).toStrictEqual(new Set([undefined, 403]));
  });

  it.each(['preflight-allowed', 'method-not-allowed', 'header-not-allowed', 'private-network-not-allowed'])(
    '%s, with the default status and with others',
    (reason) => {
      const statuses = vectors
        .filter(({ decision }) => decision.reason === reason)
        .map(({ decision }) => decision.status);
      expect(statuses).toEqual(expect.arrayContaining([200, 204, 299]));
    },
  );
});

type Field = Exclude<keyof CanonicalRule, 'origins'>;

const defaults: Readonly<Record<Field, unknown>> = {
  methods: undefined,
  allowedHeaders: undefined,
  exposedHeaders: [],
  credentials: false,
  maxAge: 86400,
  privateNetwork: false,
  paths: undefined,
  csrf: false,
  disallowed: 'omit',
  preflightStatus: 204,
  timing: false,
  dangerously: {},
};

const dangers: Readonly<Record<keyof DangerousFlags, true>> = {
  anyOriginWithCredentials: true,
  nullOriginWithCredentials: true,
  insecureOrigins: true,
  publicSuffixWildcards: true,
  looseRegexes: true,
};

describe('the vectors use every field of a config', () => {
  const rules = vectors.flatMap(rulesOf);
  const isField = (name: string): name is Field => name in defaults;

  it.each(Object.keys(defaults).filter(isField))('%s, at its default and otherwise', (field) => {
    const values = rules.map((rule) => rule[field]);
    const isDefault = (value: unknown): boolean =>
      value === undefined || JSON.stringify(value) === JSON.stringify(defaults[field]);
    expect(values.some(isDefault)).toBe(true);
    expect(values.some((value) => !isDefault(value))).toBe(true);
  });

  it.each(Object.keys(dangers))('dangerously.%s', (flag) => {
    const raised = rules.flatMap((rule) => Object.entries(rule.dangerously ?? {}).filter(([, on]) => on));
    expect(raised.map(([name]) => name)).toContain(flag);
  });

  it.each(['*', 'none'])('origins as %s', (word) => {
    expect(rules.some(({ origins }) => origins === word)).toBe(true);
  });

  it('origins as a single value, as a list, and as a regex', () => {
    expect(rules.some(({ origins }) => typeof origins === 'string' && origins.includes('://'))).toBe(true);
    expect(rules.some(({ origins }) => Array.isArray(origins))).toBe(true);
    expect(rules.some(({ origins }) => [origins].flat().some((origin) => typeof origin === 'object'))).toBe(true);
  });

  it('the public suffix list, given and not', () => {
    expect(vectors.some(({ options }) => options.publicSuffixes === true)).toBe(true);
    expect(vectors.some(({ options }) => options.publicSuffixes === undefined)).toBe(true);
  });
});
