import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';

// Vite would take graphql's `module` file where Node and the packages around it take `main`: two graphqls, whose
// errors and schemas do not know each other.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

// Against hanging alone: how long a busy machine takes says nothing about a test.
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } };

const blackBox = { ...patience, pool: 'forks' } as const;

// The dashboard's unit tests have their own: SvelteKit reads its configuration from the current folder.
export default defineConfig({
  test: {
    // A test that runs alone because somebody was debugging would leave the others out in silence.
    allowOnly: false,
    projects: [
      {
        root: 'server',
        resolve,
        // To load the server's libraries for each of fifty files costs more than all its tests; no file leaves anything behind.
        test: { ...patience, name: 'server', isolate: false, include: ['src/**/*.test.ts'] },
      },
      { root: 'sdk', test: { ...patience, name: 'sdk', include: ['src/**/*.test.ts'] } },
      // These start processes of the system and wait for their end.
      { root: 'host', test: { ...patience, name: 'host', include: ['src/**/*.test.ts'] } },
      { root: 'tests', resolve, test: { ...patience, name: 'contract', include: ['contract/**/*.test.ts'] } },
      { root: 'tests', test: { ...patience, name: 'tooling', include: ['tooling/**/*.test.ts'] } },
      // These start servers and load the machine, so one file at a time.
      {
        root: 'tests',
        test: {
          ...blackBox,
          name: 'black-box',
          include: ['{server,crash,watch,access,remote}/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        root: 'tests',
        test: {
          ...blackBox,
          name: 'browser',
          include: ['browser/**/*.test.ts'],
          fileParallelism: false,
          env: { ROLLCALL_CHROMIUM: (await findChromium()) ?? '' },
        },
      },
    ],
  },
});
