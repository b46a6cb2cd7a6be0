import type { Style } from './terminal/style.js';

/** What `process.exitCode` says. */
export const exitCodes = {
  fine: 0,
  /** What was looked at has problems: errors in a policy, findings on a server, a request that a browser blocks. */
  problems: 1,
  /** The command could not be carried out: a wrong flag, a file that cannot be read, a server that does not answer. */
  usage: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command found: the data that `--json` prints, the same in words, and how the program ends. */
export interface Report {
  readonly exitCode: ExitCode;
  /** Survives JSON. */
  readonly data: unknown;
  /** Lines for a person, the last one ended too. */
  readonly text: (style: Style) => string;
  /** Lines that do not belong to the answer itself, for the error stream. Not printed with `--json`. */
  readonly remarks?: (style: Style) => string;
}

/** A command that cannot be carried out as it was asked for. Ends the program with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
