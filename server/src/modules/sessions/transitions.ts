import type { RecordDraft } from '../../kernel/record.ts';
import type { KilledAs } from '../kills/index.ts';
import { applyMergePatch } from './merge-patch.ts';
import type {
  Metadata,
  OwnerEndReason,
  ReportedError,
  Session,
  SessionEndReason,
  SessionKind,
  SessionLiveness,
  StatedActivity,
} from './session.ts';
import { activityOf, statusOf } from './session.ts';

/** A session's next state, and the record that tells of it. */
export interface SessionChange {
  readonly session: Session;
  readonly record: RecordDraft;
}

/** What a registration may say about a session; what is absent stays as it is. */
export interface SessionDetails {
  readonly name?: string | null | undefined;
  readonly userId?: string | null | undefined;
  readonly metadata?: Metadata | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly heartbeatIntervalMs?: number | null | undefined;
}

export interface Registration extends SessionDetails {
  readonly id: string;
  readonly kind: SessionKind;
  readonly app: string;
  readonly ownerId: string;
  readonly keyId: string;
  readonly externalId: string | null;
}

const defaultHeartbeatIntervalMs = 30_000;

export function register(registration: Registration, nowMs: number): SessionChange {
  const { id, kind, app, ownerId, keyId, externalId, ...details } = registration;
  const session = withDetails(
    {
      ...{ id, kind, app, ownerId, keyId, externalId },
      name: null,
      userId: null,
      metadata: {},
      tags: [],
      pinnedAtMs: null,
      heartbeatIntervalMs: defaultHeartbeatIntervalMs,
      lifecycle: 'ACTIVE',
      statedActivity: null,
      openTaskCount: 0,
      taskCount: 0,
      pendingApprovalCount: 0,
      liveness: 'LIVE',
      killId: null,
      isUnresponsive: false,
      startedAtMs: nowMs,
      lastHeartbeatAtMs: nowMs,
      lastActivityAtMs: nowMs,
      endedAtMs: null,
      endReason: null,
      endMessage: null,
      error: null,
      attempt: 1,
      remote: null,
      revision: 0,
    },
    details,
  );
  return changed(session, 'SESSION_REGISTERED');
}

/** Who registers what is known already: an SDK instance, with any key of the app. */
export interface Registrant {
  readonly ownerId: string;
  readonly keyId: string;
}

/** The owner of a running session registers it again, from the same SDK instance or a newer one that takes it over. */
export function registerAgain(
  session: Session,
  { ownerId, keyId, ...details }: SessionDetails & Registrant,
  nowMs: number,
): SessionChange {
  const described = withDetails(session, details);
  const heard = { ...described, keyId, liveness: 'LIVE' as const, lastHeartbeatAtMs: nowMs };
  const pendingApprovalCount = changesHands(session, { ownerId, userId: described.userId })
    ? 0
    : session.pendingApprovalCount;
  if (ownerId === session.ownerId) return changed({ ...heard, pendingApprovalCount }, 'SESSION_UPDATED');
  // The older owner's work is over: nobody else could finish its tasks, or say that it waits no more.
  const given = { ownerId, statedActivity: null, openTaskCount: 0, pendingApprovalCount };
  return changed({ ...heard, ...given }, 'SESSION_TAKEN_OVER');
}

type Hands = Pick<Session, 'ownerId' | 'userId'>;

/** Whether what it asks is of nobody's concern any more: another process works on it, or it works for somebody else. */
export function changesHands(session: Hands, next: Hands): boolean {
  return session.ownerId !== next.ownerId || session.userId !== next.userId;
}

/** A lost session whose owner returned lives again, as its next attempt. */
export function recover(
  session: Session,
  { ownerId, keyId, ...details }: SessionDetails & Registrant,
  nowMs: number,
): SessionChange {
  return changed(
    {
      ...withDetails(session, details),
      ownerId,
      keyId,
      lifecycle: 'ACTIVE',
      liveness: 'LIVE',
      statedActivity: null,
      lastHeartbeatAtMs: nowMs,
      lastActivityAtMs: nowMs,
      endedAtMs: null,
      endReason: null,
      endMessage: null,
      attempt: session.attempt + 1,
    },
    'SESSION_RECOVERED',
  );
}

/** What an owner may change; `null` clears, absent keeps. */
export interface SessionPatch {
  readonly name?: string | null | undefined;
  /** A merge patch, RFC 7396: members replace, `null` members remove; `null` as a whole empties it. */
  readonly metadata?: Metadata | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly activity?: StatedActivity | null | undefined;
  readonly error?: ReportedError | null | undefined;
}

export function update(session: Session, patch: SessionPatch, nowMs: number): SessionChange {
  const next: Session = {
    ...session,
    name: patch.name === undefined ? session.name : patch.name || null,
    metadata:
      patch.metadata === undefined
        ? session.metadata
        : patch.metadata === null
          ? {}
          : applyMergePatch(session.metadata, patch.metadata),
    tags: patch.tags === undefined ? session.tags : (patch.tags ?? []),
    statedActivity: patch.activity === undefined ? session.statedActivity : patch.activity,
    error: patch.error === undefined ? session.error : patch.error,
    lastActivityAtMs: nowMs,
  };
  return changed(next, 'SESSION_UPDATED', null, {
    updated: Object.keys(patch).filter((key) => patch[key as keyof SessionPatch] !== undefined),
  });
}

/** What the lease found: heard again, gone quiet, or stale. The end that follows from a lost lease is {@link end}. */
export function changeLiveness(
  session: Session,
  liveness: Exclude<SessionLiveness, 'LOST'>,
  lastHeartbeatAtMs: number,
): SessionChange {
  const next = { ...session, liveness, lastHeartbeatAtMs };
  switch (liveness) {
    case 'LIVE':
      return changed(next, 'SESSION_HEARD');
    case 'QUIET':
      return changed(next, 'SESSION_QUIET');
    case 'STALE':
      return changed(next, 'SESSION_STALE');
  }
}

/** A kill is ordered: the session works towards its end. The record is the kill's. */
export function beginEnding(session: Session, killId: string): Session {
  return { ...session, lifecycle: 'ENDING', killId, isUnresponsive: false, pendingApprovalCount: 0 };
}

export interface Ending {
  readonly reason: OwnerEndReason | Extract<SessionEndReason, 'LOST' | 'DENIED' | 'EXPIRED'>;
  readonly message: string | null;
}

/**
 * While a kill is pending, whatever the end looks like counts as what was ordered: a wanted stop is never shown as a failure.
 * @param killedAs what a pending kill's end counts as
 */
export function end(
  session: Session,
  { reason, message }: Ending,
  nowMs: number,
  killedAs: KilledAs = 'KILLED',
): SessionChange {
  // An owner that ends its session is heard by that.
  const isHeard = reason === 'COMPLETED' || reason === 'STOPPED' || reason === 'FAILED';
  const next: Session = {
    ...session,
    lifecycle: 'ENDED',
    liveness: reason === 'LOST' ? 'LOST' : 'LIVE',
    lastHeartbeatAtMs: isHeard ? nowMs : session.lastHeartbeatAtMs,
    statedActivity: null,
    openTaskCount: 0,
    remote: session.remote && { ...session.remote, openCommandCount: 0 },
    pendingApprovalCount: 0,
    isUnresponsive: false,
    endedAtMs: nowMs,
    endReason: session.lifecycle === 'ENDING' ? killedAs : reason,
    endMessage: message,
  };
  return changed(next, 'SESSION_ENDED', message);
}

export function pin(session: Session, nowMs: number): SessionChange {
  return changed({ ...session, pinnedAtMs: nowMs }, 'SESSION_PINNED');
}

export function unpin(session: Session): SessionChange {
  return changed({ ...session, pinnedAtMs: null }, 'SESSION_UNPINNED');
}

function withDetails(session: Session, details: SessionDetails): Session {
  return {
    ...session,
    name: details.name === undefined ? session.name : details.name || null,
    userId: details.userId === undefined ? session.userId : details.userId || null,
    metadata: details.metadata === undefined ? session.metadata : (details.metadata ?? {}),
    tags: details.tags === undefined ? session.tags : (details.tags ?? []),
    heartbeatIntervalMs: details.heartbeatIntervalMs ?? session.heartbeatIntervalMs,
  };
}

function changed(
  session: Session,
  action: RecordDraft['action'],
  note: string | null = null,
  more: Readonly<Record<string, unknown>> = {},
): SessionChange {
  const { lifecycle, liveness, endReason, attempt, ownerId } = session;
  const after = {
    lifecycle,
    activity: activityOf(session),
    liveness,
    status: statusOf(session),
    endReason,
    attempt,
    ownerId,
    ...more,
  };
  return { session, record: { action, note, after } };
}
