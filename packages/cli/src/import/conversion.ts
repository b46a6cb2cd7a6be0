import type { CsrfConfig, OriginPattern, PathPattern, PolicyConfig } from '@cors-policy/core';

/** What became of another library's options. Plain data, all of which survives JSON. */
export interface Conversion {
  /** For `definePolicy`, or a policy file. Where something could not be carried over it is stricter than what it comes from. */
  readonly config: PolicyConfig;
  /** Every difference of behaviour, and everything that could not be carried over. */
  readonly notes: readonly ConversionNote[];
}

export interface ConversionNote {
  /**
   * - `difference`: it behaves otherwise, and works;
   * - `lost`: it could not be carried over, and somebody has to decide.
   */
  readonly severity: 'difference' | 'lost';
  /** The option that it is about, as it is called there: `origin[2]`, `CORS_URLS_REGEX`; `undefined` for all of them. */
  readonly option: string | undefined;
  /** One sentence in lower case. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** A rule under way. `definePolicy` checks what comes of it. */
export interface RuleDraft {
  origins: '*' | 'none' | readonly OriginPattern[];
  methods?: '*' | string[];
  allowedHeaders?: '*' | string[];
  exposedHeaders?: '*' | string[];
  credentials?: boolean;
  maxAge?: number | false;
  preflightStatus?: number;
  privateNetwork?: boolean;
  paths?: PathPattern[];
  csrf?: CsrfConfig;
}

/** Collects what a conversion has to say. */
export class ConversionLog {
  readonly notes: ConversionNote[] = [];

  difference(option: string | undefined, message: string, hint?: string): void {
    this.#note('difference', option, message, hint);
  }

  lost(option: string | undefined, message: string, hint?: string): void {
    this.#note('lost', option, message, hint);
  }

  /** The conversion that a draft and these notes make. */
  conclude(draft: RuleDraft): Conversion {
    // A draft has the fields of a rule; which of them may stand together is for `definePolicy` to say.
    return { config: draft as PolicyConfig, notes: this.notes };
  }

  #note(severity: ConversionNote['severity'], option: string | undefined, message: string, hint?: string): void {
    this.notes.push({ severity, option, message, ...(hint !== undefined && { hint }) });
  }
}
