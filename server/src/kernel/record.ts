import { ForbiddenError } from './errors.ts';
import type { Principal } from './principal.ts';

export const actorKinds = [
  'PERSON',
  'BOOTSTRAP',
  'TERMINAL',
  'KEY',
  'SESSION_TOKEN',
  'HOST',
  'JOIN_CODE',
  'SYSTEM',
] as const;

/** Who did something, as the record keeps it. */
export interface Actor {
  readonly kind: (typeof actorKinds)[number];
  /** The person's id, the key's where a key or a token acted, the host's, or the join code's. */
  readonly id: string | null;
  /** For people. */
  readonly name: string;
}

/** Who acts, and from where. */
export interface Caller {
  readonly principal: Principal;
  /** The caller's address and program, as far as the transport knows them. */
  readonly origin: string | null;
  /** Whether nobody is left to be answered, where that shows: what waits for its turn is let go of then. */
  readonly hasLeft?: boolean;
}

/** Why what the caller signed in with holds no longer; null while it does. */
export function refusalOf(caller: Caller): ForbiddenError | null {
  try {
    void caller.principal;
    return null;
  } catch (error) {
    if (error instanceof ForbiddenError) return error;
    throw error;
  }
}

export const recordActions = [
  'SESSION_REGISTERED',
  'SESSION_RECOVERED',
  'SESSION_TAKEN_OVER',
  'SESSION_UPDATED',
  'SESSION_QUIET',
  'SESSION_HEARD',
  'SESSION_STALE',
  'SESSION_ENDED',
  'SESSION_PINNED',
  'SESSION_UNPINNED',
  'TASK_STARTED',
  'TASK_FINISHED',
  'KILL_REQUESTED',
  'KILL_SENT',
  'KILL_ACKNOWLEDGED',
  'KILL_UNRESPONSIVE',
  'KILL_ENDED',
  'APPROVAL_REQUESTED',
  'APPROVAL_REMINDED',
  'APPROVAL_APPROVED',
  'APPROVAL_DENIED',
  'APPROVAL_EXPIRED',
  'APPROVAL_CANCELLED',
  'APPROVAL_SENT',
  'APPROVAL_ACTED_ON',
  'APPROVAL_LAPSED',
  'GRANT_MADE',
  'GRANT_USED',
  'GRANT_REVOKED',
  'COMMAND_REQUESTED',
  'COMMAND_QUEUED',
  'COMMAND_STARTED',
  'COMMAND_CANCELLED',
  'COMMAND_ENDED',
  'PERSON_CREATED',
  'PERSON_UPDATED',
  'PERSON_REMOVED',
  'PASSWORD_SET',
  'SET_UP_LINK_MADE',
  'SIGNED_IN',
  'SIGN_IN_ENDED',
  'KEY_CREATED',
  'KEY_UPDATED',
  'KEY_ROTATED',
  'KEY_REVOKED',
  'HOST_JOIN_CODE_CREATED',
  'HOST_JOINED',
  'HOST_UPDATED',
  'HOST_REMOVED',
  'REMOTE_SESSION_STARTED',
  'REMOTE_SESSION_APPROVED',
  'APPROVAL_RULE_SET',
] as const;
export type RecordAction = (typeof recordActions)[number];

/** One entry of the log. */
export interface LogRecord {
  readonly atMs: number;
  readonly action: RecordAction;
  /** The session it was done to; null where it was done to something else. */
  readonly sessionId: string | null;
  /** The person, key or sign-in it was done to; null where it was a session. */
  readonly subjectId: string | null;
  readonly actor: Actor;
  readonly origin: string | null;
  /** A reason or a message in somebody's own words. */
  readonly note: string | null;
  /** What the change left behind. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** The part of a record that a pure transition knows. */
export type RecordDraft = Pick<LogRecord, 'action' | 'note' | 'after'>;

export const system: Pick<LogRecord, 'actor' | 'origin'> = {
  actor: { kind: 'SYSTEM', id: null, name: 'Rollcall' },
  origin: null,
};

/**
 * The record of what was done to a session. Written out: for what follows a spread V8 makes new shapes each
 * time, which takes many times as long as the record itself, and makes garbage that only a whole collection takes away.
 */
export function recordOfSession(
  { action, note, after }: RecordDraft,
  { actor, origin }: Pick<LogRecord, 'actor' | 'origin'>,
  sessionId: string,
  atMs: number,
): LogRecord {
  return { atMs, action, sessionId, subjectId: null, actor, origin, note, after };
}

/** The part of a record that says who and from where. */
export function actedBy({ principal, origin }: Caller): Pick<LogRecord, 'actor' | 'origin'> {
  return { actor: actorOf(principal), origin };
}

export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'BOOTSTRAP':
      return { kind: 'BOOTSTRAP', id: null, name: 'the bootstrap token' };
    case 'TERMINAL':
      return { kind: 'TERMINAL', id: null, name: 'the command line' };
    case 'PERSON':
      return { kind: 'PERSON', id: principal.personId, name: principal.name };
    case 'KEY':
      return { kind: 'KEY', id: principal.keyId, name: `key ${principal.name}` };
    case 'SESSION_TOKEN':
      return { kind: 'SESSION_TOKEN', id: principal.keyId, name: 'the session’s own token' };
    case 'HOST':
      return { kind: 'HOST', id: principal.hostId, name: `host ${principal.name}` };
    case 'JOIN_CODE':
      return { kind: 'JOIN_CODE', id: principal.codeId, name: 'a join code' };
  }
}
