import { builder } from '../../schema/builder.ts';
import { isAllowed } from '../../kernel/principal.ts';
import { formatRevision } from '../../kernel/revision.ts';
import type { SafetyMode } from './remote.ts';
import {
  activityOf,
  attentionRankOf,
  isRunning,
  type ReportedError,
  type Session,
  sessionActivities,
  sessionEndReasons,
  sessionKinds,
  sessionLifecycles,
  sessionLivenesses,
  sessionStatuses,
  statusOf,
} from './session.ts';

export const SessionKind = builder.enumType('SessionKind', {
  description: 'What kind of work a session is.',
  values: sessionKinds,
});
export const SessionLifecycle = builder.enumType('SessionLifecycle', {
  description: 'Where a session stands in its life.',
  values: sessionLifecycles,
});
export const SessionEndReason = builder.enumType('SessionEndReason', {
  description: 'Why a session ended. A wanted stop is never FAILED.',
  values: sessionEndReasons,
});
export const SessionActivity = builder.enumType('SessionActivity', {
  description:
    'What a session is doing: REQUIRES_ACTION while a question of it waits for a person, else RUNNING while a task is open, unless its owner says REQUIRES_ACTION or PAUSED.',
  values: sessionActivities,
});
export const SessionLiveness = builder.enumType('SessionLiveness', {
  description:
    'Whether we hear a session: QUIET once its connection is gone, STALE when it was silent too long, LOST when it was silent so long that it ended.',
  values: sessionLivenesses,
});
export const SessionStatus = builder.enumType('SessionStatus', {
  description:
    'One word for people: the first of these that holds, in the order ENDED or FAILED, UNRESPONSIVE, ENDING, PENDING_APPROVAL, STALE, QUIET, REQUIRES_ACTION, PAUSED, RUNNING, IDLE.',
  values: sessionStatuses,
});

export const SafetyModeType = builder.enumType('SafetyMode', {
  description: 'Who says yes to the commands of a remote-access session.',
  values: {
    SUPERVISED: { description: 'A person, to each command.' },
    AUTONOMOUS: { description: 'A person, to the session; its commands run.' },
    READ_ONLY: { description: 'Nobody: commands run in a sandbox that nothing of them outlives.' },
  } as const satisfies Record<SafetyMode, object>,
});

const ReportedErrorType = builder.objectRef<ReportedError>('ReportedError').implement({
  description: 'A failure that a session’s owner reports without ending.',
  fields: (t) => ({
    message: t.exposeString('message'),
    code: t.exposeString('code', { nullable: true, description: 'The app’s own code, if it gave one.' }),
    helpUrl: t.exposeString('helpUrl', {
      nullable: true,
      description: 'Where people find what to do, if the app said so.',
    }),
  }),
});

export const SessionType = builder.objectRef<Session>('Session').implement({
  description: 'One live piece of work somebody can see and stop.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Opaque; what stands behind the underscore sorts in the order of registration.',
    }),
    kind: t.expose('kind', { type: SessionKind }),
    app: t.exposeString('app'),
    name: t.exposeString('name', { nullable: true, description: 'Null where its app gave none.' }),
    userId: t.exposeString('userId', {
      nullable: true,
      description: 'The user it works for, as its app names them; null where it works for none.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The app’s own key for it, unique among the app’s running sessions.',
    }),
    metadata: t.field({ type: 'JSONObject', resolve: ({ metadata }) => metadata }),
    tags: t.stringList({ resolve: ({ tags }) => [...tags] }),
    canKill: t.boolean({
      description: 'Whether the viewer may end it; false once it has ended.',
      resolve: (session, _args, { caller }) =>
        isRunning(session) && isAllowed(caller.principal, 'session.kill', session),
    }),
    canPin: t.boolean({
      description: 'Whether the viewer may pin and unpin it.',
      resolve: (session, _args, { caller }) => isAllowed(caller.principal, 'session.pin', session),
    }),
    pinned: t.boolean({ resolve: ({ pinnedAtMs }) => pinnedAtMs !== null }),
    lifecycle: t.expose('lifecycle', { type: SessionLifecycle }),
    activity: t.field({ type: SessionActivity, resolve: activityOf }),
    liveness: t.expose('liveness', { type: SessionLiveness }),
    status: t.field({ type: SessionStatus, resolve: statusOf }),
    attentionRank: t.int({
      description: 'Its place in the order ATTENTION: larger comes first, equal ones newest first.',
      resolve: attentionRankOf,
    }),
    heartbeatIntervalMs: t.exposeInt('heartbeatIntervalMs', {
      description: 'How often its owner says it will be heard, in milliseconds.',
    }),
    startedAt: t.field({ type: 'DateTime', resolve: ({ startedAtMs }) => startedAtMs }),
    lastHeartbeatAt: t.field({
      type: 'DateTime',
      description: 'When its owner was last heard: by its socket, a heartbeat or its registration.',
      resolve: ({ id, lastHeartbeatAtMs }, _args, { lastHeardMs }) => lastHeardMs(id) ?? lastHeartbeatAtMs,
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: 'When its owner last told of work: a task, progress, an update.',
      resolve: ({ lastActivityAtMs }) => lastActivityAtMs,
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null while it runs.',
      resolve: ({ endedAtMs }) => endedAtMs,
    }),
    durationSeconds: t.int({
      description: 'Whole seconds from its start to its end, or to now.',
      resolve: ({ startedAtMs, endedAtMs }, _args, { clock }) =>
        Math.max(0, Math.floor(((endedAtMs ?? clock.wallMs()) - startedAtMs) / 1_000)),
    }),
    isStale: t.boolean({ resolve: (session) => isRunning(session) && session.liveness === 'STALE' }),
    endReason: t.expose('endReason', { type: SessionEndReason, nullable: true, description: 'Null while it runs.' }),
    endMessage: t.exposeString('endMessage', {
      nullable: true,
      description: 'What its owner said at the end, if anything.',
    }),
    error: t.expose('error', {
      type: ReportedErrorType,
      nullable: true,
      description: 'The failure its owner reports now; null where there is none.',
    }),
    taskCount: t.exposeInt('taskCount', { description: 'How many tasks it has started.' }),
    pendingApprovalCount: t.exposeInt('pendingApprovalCount', {
      description: 'How many of its questions wait for a person.',
    }),
    attempt: t.exposeInt('attempt', {
      description: '1, and one more each time its owner came back after it was LOST.',
    }),
    revision: t.field({
      type: 'Revision',
      description: 'The registry’s revision at its last change.',
      resolve: ({ revision }, _args, { epoch }) => formatRevision({ epoch, number: revision, fingerprint: null }),
    }),
  }),
});
