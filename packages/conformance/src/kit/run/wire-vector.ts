import { isDeepStrictEqual } from 'node:util';
import type { HeaderDecision, Reason } from '@cors-policy/core';
import { naiveEvaluate } from '../../naive-model/index.js';
import { loadVectors, type Vector } from '../../vectors.js';
import type { AdapterUnderTest, Feature } from '../fixture/adapter-under-test.js';
import type { CorsSetup } from '../fixture/server-setup.js';
import type { WireHeader, WireRequest } from '../wire/wire-message.js';

/** A vector as it goes over the wire: what the server is set up with, what is sent, what must come back. */
export interface WireVector {
  readonly id: string;
  readonly cors: CorsSetup;
  readonly request: WireRequest;
  readonly decision: HeaderDecision;
}

/** A vector that cannot be put on this wire, and why. */
export interface UnsendableVector {
  readonly id: string;
  readonly reason: string;
}

/** Vectors know the fields of a request as an object; a field that is `null` is one that was not sent. */
const headersOf = (vector: Vector): readonly WireHeader[] =>
  Object.entries(vector.request.headers).flatMap(([name, value]): WireHeader[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );

const asked: readonly string[] = ['origin-not-allowed', 'path-out-of-scope'] satisfies readonly Reason[];

/** An adapter asks the outside check about few requests only; where a grant would change the others, no adapter can give it. */
const isBeyondAsking = ({ config, request, decision }: Vector): boolean => {
  if (request.granted === undefined) return false;
  const before = naiveEvaluate(config, { ...request, granted: false });
  return !asked.includes(before.reason) && !isDeepStrictEqual(before, decision);
};

const reasonOf = (adapter: AdapterUnderTest, vector: Vector): string | undefined => {
  if (!vector.wire) return 'no request on a wire is described like this';
  if (isBeyondAsking(vector)) return 'no adapter asks the outside check about this request';
  const refused = adapter.unsendable?.[vector.id];
  if (refused !== undefined) return refused;
  const target = vector.request.path ?? '/';
  const needs: readonly (readonly [Feature, boolean])[] = [
    ['obs-text', headersOf(vector).some(([, value]) => /[\x80-\xff]/.test(value))],
    ['path-beyond-ascii', /[\x80-\xff]/.test(target)],
    ['path-half-escaped', /%(?![0-9a-f]{2})/i.test(target)],
    ['empty-field', headersOf(vector).some(([, value]) => value === '')],
    ['field-white-space', headersOf(vector).some(([, value]) => value !== value.trim())],
    ['odd-host', /^$|[ ,/]/.test(vector.request.headers.host ?? 'conformance.test')],
    ['absolute-form', /^https?:/i.test(target)],
    ['asterisk-form', target === '*'],
  ];
  for (const [feature, needed] of needs) {
    const answer = adapter.features[feature];
    if (needed && answer !== true) return answer.doesNotApply;
  }
  return undefined;
};

/** The outside check that answers as the vector says it did. */
const allowOf = ({ granted }: Vector['request']): NonNullable<CorsSetup['options']> =>
  granted === undefined ? {} : { allow: { answer: granted === 'failed' ? 'throws' : granted, async: false } };

const onTheWire = (vector: Vector): WireVector => ({
  id: vector.id,
  cors: { policy: { kind: 'policy', config: vector.config }, options: allowOf(vector.request) },
  request: { method: vector.request.method, target: vector.request.path ?? '/', headers: headersOf(vector) },
  decision: vector.decision,
});

/** All vectors, in two heaps: those that this adapter can be asked, and those that it cannot. */
export const wireVectors = (
  adapter: AdapterUnderTest,
): { readonly sendable: readonly WireVector[]; readonly others: readonly UnsendableVector[] } => {
  const sendable: WireVector[] = [];
  const others: UnsendableVector[] = [];
  const vectors = loadVectors();
  const known = new Set(vectors.map(({ id }) => id));
  const strange = Object.keys(adapter.unsendable ?? {}).filter((id) => !known.has(id));
  if (strange.length > 0) throw new Error(`${adapter.name} names vectors that there are not: ${strange.join(', ')}`);
  for (const vector of vectors) {
    const reason = reasonOf(adapter, vector);
    if (reason === undefined) sendable.push(onTheWire(vector));
    else others.push({ id: vector.id, reason });
  }
  return { sendable, others };
};
