import { expect, test } from 'vitest';
import { createSecret, hashSecret, isSameHash, secretId, type SecretPrefix } from './secrets.ts';

const prefixes: SecretPrefix[] = ['rck', 'rst', 'rca', 'rcs', 'rcc'];

test.each(prefixes)('a secret %s carries its public id and 256 random bits', (prefix) => {
  const secret = createSecret(prefix);
  expect(secret).toMatch(new RegExp(`^${prefix}_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$`));
  expect(secretId(secret)).toBe(secret.split('_')[1]);
  expect(createSecret(prefix)).not.toBe(secret);
});

test('a secret that an operator chose is named by its hash, not by any part of it', () => {
  const chosen = 'correct horse battery staple';
  expect(secretId(chosen)).toBe(hashSecret(chosen).slice(0, 12));
  expect(secretId('rck_tooshort_x')).toBe(hashSecret('rck_tooshort_x').slice(0, 12));
});

test('a hash is SHA-256 in hex', () => {
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('hashes are the same only when every character is', () => {
  const hash = hashSecret('abc');
  expect(isSameHash(hash, hashSecret('abc'))).toBe(true);
  expect(isSameHash(hash, hashSecret('abd'))).toBe(false);
  expect(isSameHash(hash, hash.slice(1))).toBe(false);
  expect(isSameHash(hash, '')).toBe(false);
});
