import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * `rck` signs in an app, `rst` touches one session, `rca` is the bootstrap token, `rct` the terminal's, `rcs` a
 * browser's sign-in, `rcc` a single-use code, `rjc` lets a host join. A host makes its key `rhk` itself.
 */
export type SecretPrefix = 'rck' | 'rst' | 'rca' | 'rct' | 'rcs' | 'rcc' | 'rjc';

/** A fresh secret of 256 random bits, `<prefix>_<id>_<secret>`; the id is no secret and names it in records. */
export function createSecret(prefix: SecretPrefix, id: string = createSecretId()): string {
  return `${prefix}_${id}_${randomBytes(32).toString('base64url')}`;
}

export function createSecretId(): string {
  return randomBytes(6).toString('hex');
}

/** The public id inside a key made by {@link createSecret}; null for any other string. */
export function keyIdOf(secret: string): string | null {
  return /^rck_([0-9a-f]{12})_[\w-]{43}$/.exec(secret)?.[1] ?? null;
}

/** SHA-256 as hex: enough for 256 random bits, which nobody can guess from it. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
