import { env } from 'node:process';
import fc from 'fast-check';

// How often a property is tried that does not say so itself.
fc.configureGlobal({ numRuns: Number(env.PROPERTY_RUNS) });
