import type { SessionEndReason, SessionKind, SessionLifecycle, SessionStatus } from '$lib/generated/graphql.ts';
import type { Mark } from '$lib/ui/mark.ts';
import type { PillTone } from '$lib/ui/pill.ts';
import { duration, sinceMs } from '$lib/ui/duration.ts';
import type { SessionRow } from './session-row.ts';

/** Every status, in the order people are offered them. */
export const STATUSES = [
  'IDLE',
  'RUNNING',
  'PAUSED',
  'REQUIRES_ACTION',
  'PENDING_APPROVAL',
  'QUIET',
  'STALE',
  'ENDING',
  'UNRESPONSIVE',
  'ENDED',
  'FAILED',
] as const satisfies readonly SessionStatus[];

export const KINDS = ['APP', 'AGENT', 'REMOTE_ACCESS', 'SCREEN_SHARE'] as const satisfies readonly SessionKind[];

/** What a session is doing, as a mark. */
export function markOf(status: SessionStatus): Mark {
  switch (status) {
    case 'IDLE':
      return 'idle';
    case 'RUNNING':
      return 'running';
    case 'REQUIRES_ACTION':
    case 'PENDING_APPROVAL':
      return 'needs';
    case 'PAUSED':
      return 'paused';
    case 'QUIET':
      return 'quiet';
    case 'STALE':
      return 'stale';
    case 'UNRESPONSIVE':
      return 'unresponsive';
    case 'ENDING':
      return 'ending';
    case 'ENDED':
      return 'ended';
    case 'FAILED':
      return 'failed';
  }
}

const STATUS_WORDS: Record<SessionStatus, string> = {
  IDLE: 'idle',
  RUNNING: 'running',
  PAUSED: 'paused',
  REQUIRES_ACTION: 'needs you',
  PENDING_APPROVAL: 'waiting',
  QUIET: 'quiet',
  STALE: 'stale',
  ENDING: 'ending',
  UNRESPONSIVE: 'unresponsive',
  ENDED: 'ended',
  FAILED: 'failed',
};

export function statusWord(status: SessionStatus): string {
  return STATUS_WORDS[status];
}

/** The word beside the mark: what it is doing, or how it ended, which its pill does not say. */
export function doingWord({ status, endReason }: SessionRow): string {
  return status === 'ENDED' && endReason !== null ? END_WORDS[endReason] : STATUS_WORDS[status];
}

/** The mark's word, in full where a word is not enough: how long it has not been heard, why it ended. */
export function statusSentence(row: SessionRow, nowMs: number): string {
  switch (row.status) {
    case 'QUIET':
    case 'STALE':
      return `not heard for ${duration(sinceMs(row.lastHeartbeatAt, nowMs))}`;
    case 'UNRESPONSIVE':
      return row.kill?.acknowledgedAt == null ? 'does not answer the kill' : 'heard the kill and has not ended in time';
    case 'REQUIRES_ACTION':
      return 'needs a person';
    case 'PENDING_APPROVAL':
      return 'waits for approval';
    case 'ENDED':
    case 'FAILED':
      return row.endReason === null ? 'ended' : endWord(row.endReason);
    case 'IDLE':
    case 'RUNNING':
    case 'PAUSED':
    case 'ENDING':
      return statusWord(row.status);
  }
}

/**
 * Where a session stands in life. What is not heard is never shown as active: that is only what was known last. So is
 * everything that may have changed, while the server itself is not heard.
 */
export function pillOf(
  { lifecycle, liveness }: SessionRow,
  isLost = false,
): { readonly tone: PillTone; readonly text: string } {
  if (isLost && lifecycle !== 'ENDED') return { tone: 'silent', text: `last known: ${LIFE_WORDS[lifecycle]}` };
  switch (lifecycle) {
    case 'PENDING_APPROVAL':
      return { tone: 'pending', text: 'pending approval' };
    case 'ACTIVE':
      return liveness === 'LIVE' ? { tone: 'active', text: 'active' } : { tone: 'silent', text: 'last known: active' };
    case 'ENDING':
      return { tone: 'ending', text: 'ending' };
    case 'ENDED':
      return { tone: 'ended', text: 'ended' };
  }
}

const LIFE_WORDS: Record<SessionLifecycle, string> = {
  PENDING_APPROVAL: 'waiting',
  ACTIVE: 'active',
  ENDING: 'ending',
  ENDED: 'ended',
};

const END_WORDS: Record<SessionEndReason, string> = {
  COMPLETED: 'completed',
  STOPPED: 'stopped',
  KILLED: 'killed',
  DENIED: 'denied',
  EXPIRED: 'expired',
  LOST: 'lost',
  FAILED: 'failed',
  FROZEN: 'frozen',
  SUPERSEDED: 'taken over',
};

export function endWord(reason: SessionEndReason): string {
  return END_WORDS[reason];
}

export function kindWord(kind: SessionKind): string {
  return kind.toLowerCase().replace('_', ' ');
}

/** How long it has lived, or lived. */
export function ageMs({ startedAt, endedAt }: SessionRow, nowMs: number): number {
  return sinceMs(startedAt, endedAt === null ? nowMs : Date.parse(endedAt));
}

/** What to call a session in a sentence. */
export function titleOf({ app, name, id }: Pick<SessionRow, 'app' | 'name' | 'id'>): string {
  return name === null ? `${app} ${shortId(id)}` : `${app} · ${name}`;
}

/** The kind and the last six characters: the first ones are the time, which neighbours share. */
export function shortId(id: string): string {
  const at = id.indexOf('_') + 1;
  return id.length - at <= 8 ? id : `${id.slice(0, at)}…${id.slice(-6)}`;
}

/** An address an app gave for people to open; undefined unless it leads to a web page. */
export function webAddress(address: string | null): string | undefined {
  return address !== null && /^https?:\/\//i.test(address) ? address : undefined;
}
