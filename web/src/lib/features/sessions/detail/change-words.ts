import type { RecordAction } from '$lib/generated/graphql.ts';
import type { Change } from './changes.ts';

/** What each act is called; `who` did it, or the session itself where nobody acted. */
const WORDS: Record<RecordAction, string> = {
  SESSION_REGISTERED: 'registered it',
  SESSION_RECOVERED: 'brought it back after it was lost',
  SESSION_TAKEN_OVER: 'took it over',
  SESSION_UPDATED: 'changed it',
  SESSION_QUIET: 'its connection is gone',
  SESSION_HEARD: 'it is heard again',
  SESSION_STALE: 'not heard for too long: stale',
  SESSION_ENDED: 'ended it',
  SESSION_PINNED: 'pinned it',
  SESSION_UNPINNED: 'unpinned it',
  TASK_STARTED: 'started a task',
  TASK_FINISHED: 'finished a task',
  KILL_REQUESTED: 'killed it',
  KILL_SENT: 'the kill went out',
  KILL_ACKNOWLEDGED: 'acknowledged the kill',
  KILL_UNRESPONSIVE: 'the kill was not answered in time',
  KILL_ENDED: 'the kill is done',
  APPROVAL_REQUESTED: 'asked a person',
  APPROVAL_APPROVED: 'approved what it asked',
  APPROVAL_DENIED: 'denied what it asked',
  APPROVAL_SENT: 'the answer went out',
  APPROVAL_ACTED_ON: 'acts on what was approved',
  APPROVAL_REMINDED: 'people were reminded of its question',
  APPROVAL_EXPIRED: 'nobody answered its question in time',
  APPROVAL_LAPSED: 'what was approved was not acted on in time',
  APPROVAL_CANCELLED: 'its question is cancelled',
  GRANT_MADE: 'allowed the same thing again',
  GRANT_USED: 'was allowed it as before',
  GRANT_REVOKED: 'allows it no more',
  COMMAND_REQUESTED: 'asked for a command',
  COMMAND_QUEUED: 'a command may run',
  COMMAND_STARTED: 'began a command',
  COMMAND_CANCELLED: 'cancelled a command',
  COMMAND_ENDED: 'a command is over',
  PERSON_CREATED: 'added a person',
  PERSON_UPDATED: 'changed a person',
  PERSON_REMOVED: 'removed a person',
  PASSWORD_SET: 'set a password',
  SET_UP_LINK_MADE: 'made a set-up link',
  SIGNED_IN: 'signed in',
  SIGN_IN_ENDED: 'ended a sign-in',
  KEY_CREATED: 'made a key',
  KEY_UPDATED: 'changed a key',
  KEY_ROTATED: 'rotated a key',
  KEY_REVOKED: 'revoked a key',
  HOST_JOIN_CODE_CREATED: 'made a code for a host to join with',
  HOST_JOINED: 'joined as a host',
  HOST_UPDATED: 'changed a host',
  HOST_REMOVED: 'removed a host',
  REMOTE_SESSION_STARTED: 'started it',
  REMOTE_SESSION_APPROVED: 'let it start',
  APPROVAL_RULE_SET: 'changed who may answer',
};

/** What happened by itself; its sentence has no one in it. */
const BY_ITSELF: readonly RecordAction[] = [
  'SESSION_QUIET',
  'SESSION_HEARD',
  'SESSION_STALE',
  'KILL_SENT',
  'KILL_UNRESPONSIVE',
  'KILL_ENDED',
  'COMMAND_QUEUED',
  'COMMAND_ENDED',
  'APPROVAL_SENT',
  'APPROVAL_REMINDED',
  'APPROVAL_EXPIRED',
  'APPROVAL_LAPSED',
  'APPROVAL_CANCELLED',
];

/** `Ada killed it: looks stuck`, in parts: who, what, and the words given with it. */
export function changeWords({ action, actor, note, after }: Pick<Change, 'action' | 'actor' | 'note' | 'after'>): {
  readonly who: string | undefined;
  readonly what: string;
  readonly note: string | undefined;
} {
  const isByItself = BY_ITSELF.includes(action) || (actor.kind === 'SYSTEM' && action !== 'SESSION_ENDED');
  const isOfTask = action === 'TASK_STARTED' || action === 'TASK_FINISHED';
  const task = isOfTask && typeof after['name'] === 'string' ? after['name'] : undefined;
  return {
    who: isByItself ? undefined : whoOf(actor),
    what: task === undefined ? WORDS[action] : `${WORDS[action].replace('a task', '')}“${task}”`,
    note: note === null || note === '' ? undefined : note,
  };
}

/** People by name, and the app that has the session as what it is to it: nobody knows a key by its number. */
export function whoOf({ kind, name }: Change['actor']): string {
  if (kind === 'SYSTEM') return 'Rollcall';
  return kind === 'KEY' || kind === 'SESSION_TOKEN' ? 'its app' : name;
}
