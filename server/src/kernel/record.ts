import type { Principal } from './principal.ts';

export const actorKinds = ['ADMIN', 'KEY', 'SESSION_TOKEN', 'SYSTEM'] as const;

/** Who did something, as the record keeps it. */
export interface Actor {
  readonly kind: (typeof actorKinds)[number];
  /** The key's id, where a key or a token acted. */
  readonly id: string | null;
  /** For people. */
  readonly name: string;
}

/** Who acts, and from where. */
export interface Caller {
  readonly principal: Principal;
  /** The caller's address and program, as far as the transport knows them. */
  readonly origin: string | null;
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
] as const;
export type RecordAction = (typeof recordActions)[number];

/** One entry of the log. */
export interface LogRecord {
  readonly atMs: number;
  readonly action: RecordAction;
  readonly sessionId: string;
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

/** The part of a record that says who and from where. */
export function actedBy({ principal, origin }: Caller): Pick<LogRecord, 'actor' | 'origin'> {
  return { actor: actorOf(principal), origin };
}

export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'ADMIN':
      return { kind: 'ADMIN', id: null, name: principal.name };
    case 'KEY':
      return { kind: 'KEY', id: principal.keyId, name: `key ${principal.keyId}` };
    case 'SESSION_TOKEN':
      return { kind: 'SESSION_TOKEN', id: principal.keyId, name: 'the session’s own token' };
  }
}
