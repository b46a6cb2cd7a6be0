import { readdirSync, readFileSync } from 'node:fs';
import type { HeaderDecision, PolicyConfig, RequestDescriptor } from '@cors-policy/core';

/** What `definePolicy` is given beside the config. */
export interface VectorOptions {
  /** Whether the public suffix list is handed over. */
  readonly publicSuffixes?: boolean | undefined;
}

/** One request under one policy, and the whole decision that it must get. */
export interface Vector {
  /** A unique sentence in kebab case. */
  readonly id: string;
  /** The name of the file, without `.json`. */
  readonly theme: string;
  /** Where the expectation comes from: an advisory, a fact about browsers, a section of a standard. */
  readonly source: string | undefined;
  /** A valid config; equal ones are the same object, so that a policy can be defined once per config. */
  readonly config: PolicyConfig | readonly PolicyConfig[];
  readonly options: VectorOptions;
  /** `false` where no HTTP/1.1 message carries this request as it stands. */
  readonly wire: boolean;
  readonly request: RequestDescriptor;
  readonly decision: HeaderDecision;
}

interface VectorFile {
  readonly theme: string;
  readonly policies: Readonly<Record<string, Vector['config']>>;
  readonly vectors: readonly WrittenVector[];
}

/** A vector as JSON has it: JSON knows no `undefined`, so `null` stands for it in a decision. */
interface WrittenVector {
  readonly id: string;
  readonly source?: string;
  readonly policy: string;
  readonly options?: VectorOptions;
  readonly wire?: boolean;
  readonly request: RequestDescriptor;
  readonly decision: Omit<HeaderDecision, 'rule' | 'status'> & {
    readonly rule: number | null;
    readonly status: number | null;
  };
}

const folder = new URL('../vectors/', import.meta.url);

/**
 * All vectors, in the order of the file names and then as they stand in the file.
 *
 * @throws Error where a vector names no policy of its file, or two vectors have one id
 * @see docs/vectors.md for the format
 */
export function loadVectors(): readonly Vector[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const vectors = files.flatMap(readVectors);
  const ids = new Set<string>();
  for (const { id } of vectors) {
    if (ids.has(id)) throw new Error(`two vectors have the id "${id}"`);
    ids.add(id);
  }
  return vectors;
}

function readVectors(name: string): Vector[] {
  // Our own data: the tests replay every vector, and compare every decision as a whole.
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as VectorFile;
  const policies = new Map(Object.entries(file.policies));
  return file.vectors.map(({ id, source, policy, options, wire, request, decision }) => {
    const config = policies.get(policy);
    if (config === undefined) throw new Error(`the vector "${id}" names no policy of ${name}: "${policy}"`);
    return {
      id,
      theme: file.theme,
      source,
      config,
      options: options ?? {},
      wire: wire ?? true,
      request,
      decision: { ...decision, rule: decision.rule ?? undefined, status: decision.status ?? undefined },
    };
  });
}
