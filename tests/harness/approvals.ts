import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { change } from './operations.ts';

export interface Question {
  readonly title: string;
  readonly details?: Record<string, unknown>;
  readonly expiresInMs?: number;
  readonly onExpiry?: 'WAIT' | 'DENY';
}

/** Asks on behalf of a session, as its owner does. @returns the question's id */
export async function ask(owner: Api, sessionId: string, question: Question): Promise<string> {
  const input = { sessionId, key: randomUUID(), ...question };
  const { approval } = await change<{ approval: { id: string } }>(owner, 'requestApproval', input, 'approval { id }');
  return approval.id;
}
