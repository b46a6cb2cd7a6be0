/** Bundles this package's own programs, so that none of its code is changed while it is measured. Packages stay outside. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const own: BuildOptions = {
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  tsconfigRaw: {},
};

// Chunks are named after what they hold: those of before would stay.
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true });
await build({
  ...own,
  entryPoints: {
    main: 'src/main.ts',
    measured: 'src/measured.ts',
    importing: 'src/importing.ts',
    empty: 'src/empty.ts',
    serving: 'src/servers/serving.ts',
    instructions: 'src/instructions/main.ts',
    budgets: 'src/budgets.ts',
  },
  format: 'esm',
  splitting: true,
});
// A loader of modules would only add to what is counted.
await build({
  ...own,
  entryPoints: { counted: 'src/instructions/counted.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
