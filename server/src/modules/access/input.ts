import { z } from 'zod';
import { keyRights, type Role, roles } from '../../kernel/principal.ts';
import { hasLetter, hasUnseen } from './names.ts';
import { foldName } from './person.ts';

const maxOverlapMs = 30 * 86_400_000;
const dayMs = 86_400_000;
const notTheName = 'must not be the name';

export const idInput = z.string().min(1, 'must not be empty').max(100, 'at most 100 characters');

/** What an act is done to. */
export const subjectInput = z.object({ id: idInput });

/** What somebody or something is called in lists, records and mails. */
export const nameInput = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'at most 100 characters')
  // A name stands in lists, records and mails: it could look like another entry, or like somebody else's.
  .refine((name) => !hasUnseen(name), 'must not contain control characters, or others that nobody sees')
  .refine(hasLetter, 'must contain a letter or a digit');

const appsInput = z
  .array(z.string().trim().min(1, 'must not be empty').max(100, 'at most 100 characters'))
  .max(100, 'at most 100 apps')
  .nullish()
  .transform((apps) => (apps ? [...new Set(apps)] : null));

const personFields = z.object({
  name: nameInput,
  role: z.enum(roles),
  apps: appsInput,
  userId: z
    .string()
    .max(200, 'at most 200 characters')
    .nullish()
    // An empty one would be everybody's whose app names no user by mistake.
    .transform((userId) => userId || null),
});

const adminSeesAll = { path: ['apps'], message: 'an admin sees every app; leave this out, or choose another role' };

export const newPersonInput = personFields.refine(isNoLimitedAdmin, adminSeesAll);

export const changedPersonInput = personFields.extend({ id: idInput }).refine(isNoLimitedAdmin, adminSeesAll);

/** @param nowMs a key ends in the future, unless its end stays as it was @param expiresBeforeMs the end it had so far */
export function keyInput(nowMs: number, expiresBeforeMs: number | null) {
  return z.object({
    name: nameInput,
    apps: appsInput.refine((apps) => apps === null || apps.length > 0, 'name at least one app'),
    rights: z
      .array(z.enum(keyRights))
      .min(1, 'name at least one right')
      .transform((rights) => keyRights.filter((right) => rights.includes(right))),
    expiresAt: z
      .number()
      .refine((atMs) => atMs > nowMs || atMs === expiresBeforeMs, 'must be in the future; to stop a key now, revoke it')
      .nullish()
      .transform((atMs) => atMs ?? null),
    maxRunningSessions: z
      .number()
      .int()
      .min(1, 'at least 1; to stop a key, revoke it')
      .max(1_000_000, 'at most 1,000,000')
      .nullish()
      .transform((limit) => limit ?? null),
  });
}

export const rotationInput = z.object({
  overlapMs: z
    .number()
    .int('must be a whole number of milliseconds')
    .min(0, 'at least 0')
    .max(maxOverlapMs, 'at most 30 days')
    .nullish()
    .transform((overlapMs) => overlapMs ?? dayMs),
});

const password = z
  .string()
  .min(12, 'at least 12 characters; a few words that only you put together are fine')
  .max(200, 'at most 200 characters');

/** @param name whose password it will be */
export function passwordInput(name: string) {
  return z.object({ password: password.refine((given) => isNotName(given, name), notTheName) });
}

/** @param name whose password it will be */
export function newPasswordInput(name: string) {
  return z.object({ newPassword: password.refine((given) => isNotName(given, name), notTheName) });
}

export const firstAdminInput = z
  .object({ name: nameInput, password })
  .refine(({ name, password }) => isNotName(password, name), { path: ['password'], message: notTheName });

function isNotName(given: string, name: string): boolean {
  return foldName(given.trim()) !== foldName(name);
}

function isNoLimitedAdmin({ role, apps }: { readonly role: Role; readonly apps: readonly string[] | null }): boolean {
  return role !== 'ADMIN' || apps === null;
}
