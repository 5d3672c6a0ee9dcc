import { defineConfig, type Rolldown } from 'tsdown';

/** graphql-jit loads these for an option that is off: a quarter of the whole program. */
const withoutSerializers: Rolldown.Plugin = {
  name: 'without-serializers',
  load: {
    filter: { id: /node_modules\/fast-json-stringify\/index\.js$/ },
    handler: () => "module.exports = () => { throw new Error('This build has no fast-json-stringify') };",
  },
};

/** V8 keeps a program's text as long as it runs, with two bytes for each character if one of them is not ASCII. */
const inAscii: Rolldown.Plugin = {
  name: 'in-ascii',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, escape);
    }
  },
};

function escape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

// One file is read in a third of the time that a thousand take.
export default defineConfig({
  // A thread is found beside what starts it, so all of them stand in one folder.
  entry: {
    main: 'src/main.ts',
    'reading-thread': 'src/store/reading-thread.ts',
    'copying-thread': 'src/store/copying-thread.ts',
  },
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
  plugins: [withoutSerializers, inAscii],
});
