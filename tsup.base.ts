import type { Options } from 'tsup';

/** What every published package is built with: ESM and CJS, each with its own declarations. */
export const tsupBase: Options = {
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  clean: true,
  treeshake: true,
  silent: true,
  // Some platforms know Node's modules by no other name.
  removeNodeProtocol: false,
  external: [/^node:/],
  // tsup sets `baseUrl` for its declaration build, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
};
