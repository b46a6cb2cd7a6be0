import { defineConfig } from 'tsup';
import { tsupBase } from '../../tsup.base.ts';

export default defineConfig([
  { ...tsupBase, entry: ['src/index.ts'] },
  // The program is only ever run, by Node, as an ES module.
  {
    ...tsupBase,
    entry: ['src/bin.ts'],
    format: ['esm'],
    dts: false,
    clean: false,
    noExternal: ['@cors-policy/browser-model'],
  },
]);
