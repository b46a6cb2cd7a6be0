import type { CheckGroup } from '../check/check.js';
import { everyGroup } from './every-group.js';

/** The gate makes every check, whatever is left to it every day. */
export const inTheGate: boolean = process.env.CORS_POLICY_GATE === '1';

/** The variants of a check mostly come by the dozen or the seven, so that each form and each value has its turn. */
const oneVariantIn = 5;

/** All checks, but of the variants of a check only a share. */
export const fewerVariants: readonly CheckGroup[] = everyGroup.map(({ title, checks }) => {
  let variants = 0;
  return { title, checks: checks.filter(({ variant }) => variant !== true || variants++ % oneVariantIn === 0) };
});

/**
 * What further setups of an adapter are put through every day: few variants, and nothing that costs as much as a hundred
 * other checks. The kit's self-test tells which mutants that lets through.
 */
export const everydayPart: readonly CheckGroup[] = fewerVariants.map(({ title, checks }) => ({
  title,
  checks: checks.filter(({ heavy }) => heavy !== true),
}));
