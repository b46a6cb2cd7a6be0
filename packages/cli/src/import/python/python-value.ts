/** A value as a literal of Python has it. */
export type PythonValue = string | number | boolean | null | PythonSequence | PythonRegex;

/** A list, a tuple or a set, in order. */
export interface PythonSequence {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly PythonValue[];
}

/** What `re.compile` makes. */
export interface PythonRegex {
  readonly kind: 'regex';
  readonly pattern: string;
  /** The one-letter names of the flags: `i`, `m`, `s`, `x`, `a`. */
  readonly flags: string;
}

export function isSequence(value: PythonValue): value is PythonSequence {
  return typeof value === 'object' && value !== null && value.kind !== 'regex';
}

export function isRegex(value: PythonValue): value is PythonRegex {
  return typeof value === 'object' && value !== null && value.kind === 'regex';
}
