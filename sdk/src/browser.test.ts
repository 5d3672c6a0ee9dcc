import { expect, test } from 'vitest';
import { createClient } from './browser.ts';
import { AppKeyInBrowserError, InvalidInputError } from './errors.ts';

const url = 'http://127.0.0.1:4000';

test.each([
  ['an app key', { url, token: 'rck_app_secret' }],
  ['an admin token', { url, token: 'rca_secret' }],
  ['a key of the environment', { url, token: 'sixteen-characters' }],
  ['an app key by its own name', { url, token: 'rst_app_secret', key: 'rck_app_secret' }],
])('refuses %s', (_what, options) => {
  expect(() => createClient(options)).toThrow(AppKeyInBrowserError);
  expect(() => createClient(options)).toThrow('credentials()');
});

test('refuses what is no address', () => {
  expect(() => createClient({ url: '/graphql', token: 'rst_app_secret' })).toThrow(InvalidInputError);
});

test('takes a session token, and closes without ever having connected', () => {
  const client = createClient({ url, token: 'rst_app_secret' });
  client.close();
});
