import type { AppKeyRowFragment } from '$lib/generated/graphql.ts';

/** A key for every app that registers and never expires, unless said otherwise. */
export function appKey(changes: Partial<AppKeyRowFragment> = {}): AppKeyRowFragment {
  return {
    id: '0123456789ab',
    name: 'reports',
    apps: null,
    rights: ['REGISTER'],
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'Ada',
    expiresAt: null,
    lastUsedAt: null,
    maxRunningSessions: null,
    previousSecretExpiresAt: null,
    revokedAt: null,
    runningSessions: 0,
    ...changes,
  };
}
