import { expect, it } from 'vitest';
import { sdkLines } from './sdk-lines.ts';

it('names the server, the key and the app', () => {
  const lines = sdkLines({ server: { url: 'http://127.0.0.1:4000', key: 'rck_1_x' }, app: 'reports' });
  expect(lines).toContain(`createClient({ url: 'http://127.0.0.1:4000', key: 'rck_1_x', onError: console.error })`);
  expect(lines).toContain(`session({ app: 'reports' })`);
});

it('leaves both to the environment', () => {
  expect(sdkLines({ app: 'reports' })).toContain('createClient({ onError: console.error });');
});

it.each([
  [`Ada's`, `'Ada\\'s'`],
  [`say "hi"`, `'say "hi"'`],
  ['back\\slash', `'back\\\\slash'`],
  ['two\nlines', `'two\\nlines'`],
])('writes the app %j as JavaScript has it', (app, written) => {
  expect(sdkLines({ app })).toContain(`session({ app: ${written} })`);
});
