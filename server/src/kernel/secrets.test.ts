import { expect, test } from 'vitest';
import { createSecret, hashSecret, isSameHash, keyIdOf, type SecretPrefix } from './secrets.ts';

const prefixes: SecretPrefix[] = ['rck', 'rst', 'rca', 'rct', 'rcs', 'rcc'];

test.each(prefixes)('a secret %s carries its public id and 256 random bits', (prefix) => {
  const secret = createSecret(prefix);
  expect(secret).toMatch(new RegExp(`^${prefix}_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$`));
  expect(createSecret(prefix)).not.toBe(secret);
});

test('a key carries the id it was made for; what an operator chose carries none', () => {
  const key = createSecret('rck', '0123456789ab');
  expect(key).toMatch(/^rck_0123456789ab_[A-Za-z0-9_-]{43}$/);
  expect(keyIdOf(key)).toBe('0123456789ab');
  expect(keyIdOf(createSecret('rck'))).toMatch(/^[0-9a-f]{12}$/);
  for (const other of ['correct horse battery staple', 'rck_tooshort_x', `${key}x`, createSecret('rst')]) {
    expect(keyIdOf(other), other).toBeNull();
  }
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
