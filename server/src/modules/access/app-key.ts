import type { KeyRight } from '../../kernel/principal.ts';

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
  /** SHA-256 of each secret that works: the newest, and one that was rotated out and works for a while yet. */
  readonly secrets: readonly KeySecret[];
}

export interface KeySecret {
  readonly hash: string;
  readonly createdAtMs: number;
  /** Null for the newest. */
  readonly expiresAtMs: number | null;
}

/** Whether the key works at all now. */
export function holds({ revokedAtMs, expiresAtMs }: AppKey, nowMs: number): boolean {
  return revokedAtMs === null && (expiresAtMs === null || expiresAtMs > nowMs);
}
