import type { PersonRowFragment } from '$lib/generated/graphql.ts';

/** An operator with a password, unless said otherwise. */
export function person(changes: Partial<PersonRowFragment> = {}): PersonRowFragment {
  return {
    id: 'person_1',
    name: 'Ada',
    role: 'OPERATOR',
    apps: null,
    userId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    hasPassword: true,
    identityProvider: null,
    lastSeenAt: null,
    setUpLinkExpiresAt: null,
    signIns: [],
    ...changes,
  };
}
