import type { Session } from './session.ts';

/** A running session with every member given; nothing of it may be changed. */
export function aSession(members: Partial<Session> = {}): Session {
  return Object.freeze<Session>({
    id: 'app_01',
    kind: 'APP',
    app: 'demo',
    name: 'Demo',
    userId: 'ada',
    externalId: 'tab-1',
    metadata: { colour: 'red' },
    tags: ['blue'],
    pinnedAtMs: null,
    ownerId: 'owner1',
    keyId: 'key1',
    heartbeatIntervalMs: 30_000,
    lifecycle: 'ACTIVE',
    statedActivity: null,
    openTaskCount: 0,
    taskCount: 0,
    pendingApprovalCount: 0,
    liveness: 'LIVE',
    killId: null,
    isUnresponsive: false,
    startedAtMs: 1_000_000,
    lastHeartbeatAtMs: 1_000_000,
    lastActivityAtMs: 1_000_000,
    endedAtMs: null,
    endReason: null,
    endMessage: null,
    error: null,
    attempt: 1,
    remote: null,
    revision: 7,
    ...members,
  });
}

/** The members of `after` that are not as they were. */
export function changedMembers(before: Session, after: Session): Partial<Session> {
  const names = Object.keys({ ...before, ...after }) as (keyof Session)[];
  return Object.fromEntries(names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]));
}
