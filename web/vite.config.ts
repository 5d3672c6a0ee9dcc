import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

/** In development the API runs beside us; the built page is served by it, from one origin. */
const server = process.env['ROLLCALL_URL'] ?? 'http://127.0.0.1:4000';
const toServer = { target: server, changeOrigin: true };
/** Pages and endpoints share these addresses; only the POST is the server's. */
const postsToServer = {
  ...toServer,
  bypass: (request: { method?: string | undefined; url?: string | undefined }) =>
    request.method === 'POST' ? undefined : request.url,
};
const proxy = {
  '/graphql': { ...toServer, ws: true },
  '/sign-in/': toServer,
  '/sign-in': postsToServer,
  '/set-up': postsToServer,
  '/sign-out': postsToServer,
};

/** What every page needs comes in one file, where each part of it would be a request of its own. */
const base = [
  'node_modules/(svelte|@sveltejs|@urql|@0no-co|wonka|graphql-ws|mode-watcher|runed|clsx|esm-env)/',
  'src/lib/(api|generated)/',
].join('|');

export default defineConfig({
  plugins: [tailwindcss(), sveltekit()],
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'base', test: new RegExp(base) }],
        },
      },
    },
  },
  server: { proxy },
  preview: { proxy },
  // The rune classes are tested as a browser runs them.
  resolve: process.env['VITEST'] === undefined ? {} : { conditions: ['browser'] },
  // A rule is not broken because the machine is busy. What memory holds is measured after collecting garbage.
  test: {
    execArgv: ['--expose-gc'],
    include: ['src/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
