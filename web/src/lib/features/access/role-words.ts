import type { Role } from '$lib/generated/graphql.ts';

/** Every role, the one that may do least first. */
export const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN'] as const satisfies readonly Role[];

const WORDS: Record<Role, string> = { VIEWER: 'viewer', OPERATOR: 'operator', ADMIN: 'admin' };

const SENTENCES: Record<Role, string> = {
  VIEWER: 'Sees sessions.',
  OPERATOR: 'Sees, ends and pins sessions, answers what they ask, starts remote access and runs commands.',
  ADMIN: 'All that an operator may, in every app; also manages people, keys, hosts and rules.',
};

export function roleWord(role: Role): string {
  return WORDS[role];
}

/** What one may do in this role. */
export function roleSentence(role: Role): string {
  return SENTENCES[role];
}

/** `every app`, or their names. */
export function appsWords(apps: readonly string[] | null): string {
  return apps === null ? 'every app' : apps.length === 0 ? 'no app' : apps.join(', ');
}
