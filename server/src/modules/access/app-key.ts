import type { KeyRight } from '../../kernel/principal.ts';
import type { LogRecord } from '../../kernel/record.ts';

/** A key that is rotated for ever stays small; what works is among these, unless it is rotated as often within a day. */
const maxEarlierSecrets = 20;

/** What an app's servers sign in with. Its rights follow its apps: every key of an app drives the sessions of that app. */
export interface AppKey {
  readonly id: string;
  readonly name: string;
  /** The apps it works for; null: every app. */
  readonly apps: readonly string[] | null;
  readonly rights: readonly KeyRight[];
  /** When it stops working; null: never. Milliseconds UTC. */
  readonly expiresAtMs: number | null;
  /** How many sessions registered with it may run at once; null: any number. */
  readonly maxRunningSessions: number | null;
  readonly createdAtMs: number;
  readonly createdByName: string;
  readonly revokedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /**
   * The newest last; before it the newest of those rotated out, which work for a while yet or no longer, and the first
   * of all: the server may have been started with that one, and must know it again for as long as it is.
   */
  readonly secrets: readonly KeySecret[];
}

export interface KeySecret {
  /** SHA-256. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** Null for the newest. */
  readonly expiresAtMs: number | null;
}

/** Whether the key works at all now. */
export function holds({ revokedAtMs, expiresAtMs }: AppKey, nowMs: number): boolean {
  return revokedAtMs === null && !isOver(expiresAtMs, nowMs);
}

/** Whether the key works now by the secret of this hash. */
export function holdsBy(key: AppKey, hash: string, nowMs: number): boolean {
  const secret = key.secrets.find((one) => one.hash === hash);
  return secret !== undefined && !isOver(secret.expiresAtMs, nowMs) && holds(key, nowMs);
}

/**
 * Gives a key a newest secret; those before it work for `overlapMs` yet, unless they end sooner anyway. Of too many the
 * oldest end at once, but for the first.
 */
export function rotate(key: AppKey, hash: string, overlapMs: number, nowMs: number): AppKey {
  const endMs = nowMs + overlapMs;
  const earlier = key.secrets.map((secret) => ({
    ...secret,
    expiresAtMs: Math.min(secret.expiresAtMs ?? endMs, endMs),
  }));
  const kept = earlier.filter((_, at) => at === 0 || at >= earlier.length - maxEarlierSecrets);
  return { ...key, secrets: [...kept, { hash, createdAtMs: nowMs, expiresAtMs: null }] };
}

/** Until when a secret before the newest works; null where only the newest does. */
export function previousSecretExpiresAtMs({ secrets }: AppKey, nowMs: number): number | null {
  const ends = secrets.flatMap(({ expiresAtMs }) => (expiresAtMs !== null && expiresAtMs > nowMs ? [expiresAtMs] : []));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** What a record says a key was left as. */
export function keyAfterOf({ name, apps, rights, expiresAtMs, maxRunningSessions }: AppKey): LogRecord['after'] {
  return { name, apps, rights, expiresAt: expiresAtMs, maxRunningSessions };
}

function isOver(expiresAtMs: number | null, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}
