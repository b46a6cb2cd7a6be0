/** How long one regex may be thought about, in milliseconds. */
const TIME_LIMIT = 5_000;

/** How the time that a regex takes grows with the length of what it is held against. */
export type Growth =
  | { readonly kind: 'safe' }
  | { readonly kind: 'polynomial'; readonly degree: number; readonly attack: string }
  | { readonly kind: 'exponential'; readonly attack: string }
  /** Nobody could tell, and why. */
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * Whether somebody who chooses the input can make a regex take long.
 *
 * The regex is put as the engine compiles it: around the whole value.
 *
 * @see https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS
 */
export async function growthOf(source: string, flags: string): Promise<Growth> {
  // It is large, and needed by policies with regexes alone.
  const { check } = await import('recheck');
  const signal = AbortSignal.timeout(2 * TIME_LIMIT);
  try {
    const found = await check(`^(?:${source})$`, flags, { timeout: TIME_LIMIT, signal });
    switch (found.status) {
      case 'safe':
        return { kind: 'safe' };
      case 'vulnerable': {
        const { complexity, attack } = found;
        return complexity.type === 'exponential'
          ? { kind: 'exponential', attack: attack.pattern }
          : { kind: 'polynomial', degree: complexity.degree, attack: attack.pattern };
      }
      case 'unknown':
        return { kind: 'unknown', why: found.error.kind === 'timeout' ? 'it took too long to tell' : found.error.kind };
    }
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}
