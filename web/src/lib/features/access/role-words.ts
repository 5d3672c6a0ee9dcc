import type { Role } from '$lib/generated/graphql.ts';

/** Every role, the one that may do least first. */
export const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN'] as const satisfies readonly Role[];

const WORDS: Record<Role, string> = { VIEWER: 'viewer', OPERATOR: 'operator', ADMIN: 'admin' };

const SENTENCES: Record<Role, string> = {
  VIEWER: 'Sees sessions.',
  OPERATOR: 'Sees, ends and pins sessions.',
  ADMIN: 'Sees, ends and pins every session, and manages people and keys.',
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
