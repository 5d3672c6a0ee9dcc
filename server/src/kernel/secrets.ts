import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `rck` signs in an app, `rst` touches one session, `rca` is the admin token, `rcs` a browser's sign-in, `rcc` a single-use code. */
export type SecretPrefix = 'rck' | 'rst' | 'rca' | 'rcs' | 'rcc';

/** A fresh secret of 256 random bits, `<prefix>_<id>_<secret>`; the id is no secret and names it in records. */
export function createSecret(prefix: SecretPrefix): string {
  return `${prefix}_${randomBytes(6).toString('hex')}_${randomBytes(32).toString('base64url')}`;
}

/** The public id inside a secret made by {@link createSecret}; for any other string an id derived from its hash. */
export function secretId(secret: string): string {
  const made = /^rc[kasc]_([0-9a-f]{12})_|^rst_([0-9a-f]{12})_/.exec(secret);
  return made?.[1] ?? made?.[2] ?? hashSecret(secret).slice(0, 12);
}

/** SHA-256 as hex: enough for 256 random bits, which nobody can guess from it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
