import { defineConfig } from 'tsdown';

// One file is read in a third of the time that a thousand take.
export default defineConfig({
  // A thread is found beside what starts it, so all of them stand in one folder.
  entry: { main: 'src/main.ts', 'reading-thread': 'src/store/reading-thread.ts' },
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  report: false,
  deps: {
    alwaysBundle: [/./],
    // Machine code, what looks for its own files beside it, and the nine megabytes of a page that few ask for.
    neverBundle: ['better-sqlite3', '@node-rs/argon2', 'pino', '@graphql-yoga/render-graphiql'],
    onlyBundle: false,
  },
  outputOptions: { comments: { annotation: false, jsdoc: false, legal: false } },
});
