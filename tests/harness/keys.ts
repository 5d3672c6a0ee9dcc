import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { change } from './operations.ts';

export interface KeyInput {
  readonly name: string;
  /** Null: every app. */
  readonly apps: readonly string[] | null;
  readonly rights: readonly ('REGISTER' | 'READ' | 'KILL' | 'REMOTE')[];
  readonly expiresAt: string | null;
  readonly maxRunningSessions: number | null;
}

export interface MadeKey extends KeyInput {
  readonly id: string;
  readonly secret: string;
}

/** @throws when none was made */
export async function createKey(admin: Api, input: Partial<KeyInput> = {}): Promise<MadeKey> {
  const whole: KeyInput = {
    name: `key ${randomUUID()}`,
    apps: null,
    rights: ['REGISTER'],
    expiresAt: null,
    maxRunningSessions: null,
    ...input,
  };
  const { appKey, secret } = await change<{ appKey: { id: string }; secret: string }>(
    admin,
    'createAppKey',
    { ...whole },
    'appKey { id } secret',
  );
  return { ...whole, id: appKey.id, secret };
}

/** Decides anew about a key: the whole of it, with what is not named as it was made. */
export async function updateKey(admin: Api, { id, secret: _, ...made }: MadeKey, input: Partial<KeyInput>) {
  return change(admin, 'updateAppKey', { id, ...made, ...input }, 'appKey { id }');
}
