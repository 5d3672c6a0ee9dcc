import { defineConfig } from 'tsdown';

// One file, that a machine needs nothing beside but Node.
export default defineConfig({
  entry: { main: 'src/main.ts' },
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  report: false,
  deps: { alwaysBundle: [/./], onlyBundle: false },
  outputOptions: { comments: { annotation: false, jsdoc: false, legal: false } },
});
