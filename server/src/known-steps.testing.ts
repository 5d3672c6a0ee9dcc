/** One operation that is sent, by its name. `$x` among the variables stands for what an earlier step kept as `x`. */
export interface Step {
  /** `MACHINE`: what shows a join code; `HOST`: what has joined with it. */
  readonly by: 'OWNER' | 'ADMIN' | 'MACHINE' | 'HOST';
  readonly name: string;
  readonly variables: object;
  /** What to keep of the answer, by its path. */
  readonly keeps?: Readonly<Record<string, string>>;
}

const owner = (name: string, input: object, keeps: Step['keeps'] = {}): Step => {
  return { by: 'OWNER', name, variables: { input }, keeps };
};
const admin = (name: string, variables: object = {}, keeps: Step['keeps'] = {}): Step => {
  return { by: 'ADMIN', name, variables, keeps };
};

const host = (name: string, input: object): Step => {
  return { by: 'HOST', name, variables: { input } };
};

/** What a host says of itself. */
const machine = {
  system: { platform: 'linux', release: '6', arch: 'x64', hostname: 'h', cpuCount: 1, memoryBytes: 1e9, version: '0' },
  abilities: { modes: ['READ_ONLY'], sandbox: true, pidNamespaces: true, systemUsers: [], folders: ['/srv'] },
};
const load = { loadAverage: 0.5, freeMemoryBytes: 1, runningCommands: 0 };

/** Where the answer to a question has its id. */
const question = 'data.requestApproval.approval.id';
const everything = { first: 10, orderBy: 'ATTENTION' };

/** Uses everything that clients send, so that it succeeds and so that it fails. */
export const knownSteps: readonly Step[] = [
  owner(
    'RegisterSession',
    {
      app: 'demo',
      ownerId: 'owner1',
      externalId: 'one',
      name: 'One "quoted" →',
      userId: 'user-7',
      metadata: { plan: { seats: [1, null, true] } },
      tags: ['a', 'b'],
    },
    { one: 'data.registerSession.session.id' },
  ),
  owner('RegisterSession', { app: 'demo', ownerId: 'owner1', externalId: 'one' }),
  owner('RegisterSession', { app: '', ownerId: 'owner1' }),
  owner('RegisterSession', { app: 'demo', ownerId: 'owner1' }, { two: 'data.registerSession.session.id' }),
  owner('Heartbeat', { sessionIds: ['$one', 'app_nobody', '$one'] }),
  owner('Heartbeat', { sessionIds: [] }),
  owner('StartTask', { sessionId: '$one', taskId: 'task-1', name: 'Work' }),
  owner('StartTask', { sessionId: '$two', taskId: 'task-1', name: 'Work' }),
  owner('StartTask', { sessionId: '$one', taskId: 'task-2', name: 'Work', parentId: 'nobody' }),
  owner('StartTask', { sessionId: 'app_nobody', taskId: 'task-3', name: 'Work' }),
  owner('ReportProgress', { taskId: 'task-1', progress: 0.5, message: 'half' }),
  owner('ReportProgress', { taskId: 'task-1', progress: 2 }),
  owner('UpdateSession', {
    id: '$one',
    activity: 'REQUIRES_ACTION',
    error: { message: 'Asks', helpUrl: 'https://example.com' },
  }),
  owner('UpdateSession', { id: '$one', error: { message: '', helpUrl: 'nonsense' } }),
  admin('Session', { id: '$one' }),
  admin('Session', { id: 'app_nobody' }),
  admin('SessionDetail', { id: '$one' }, { change: 'data.sessions.edges.0.node.changes.edges.0.cursor' }),
  admin('EarlierChanges', { id: '$one', after: '$change' }),
  admin('Sessions', {}),
  admin(
    'Sessions',
    { filter: { apps: ['demo'], createdAfter: '2020-01-01T00:00:00Z' }, first: 1 },
    { cursor: 'data.sessions.edges.0.cursor' },
  ),
  admin('Sessions', { after: '$cursor' }),
  admin('Sessions', { first: 0 }),
  admin('SessionList', everything),
  admin('SessionsById', { ids: ['$one', '$two'], first: 2 }),
  admin('LastHeartbeats', { ids: ['$one'], first: 1 }),
  admin('SessionCounts', { by: 'STATUS' }),
  admin('SessionCounts', { fleet: {}, matching: { lifecycle: ['ACTIVE'] } }),
  admin('SessionFacet', { by: 'USER' }),
  admin('EarlierChanges', { id: '$one', after: 'nonsense' }),
  admin('FleetRevision', {}, { revision: 'data.sessions.revision' }),
  admin('FleetChanges', { afterRevision: '$revision' }),
  admin('FleetChanges', { afterRevision: 'nonsense' }),
  admin('SessionListChanges', { filter: { createdAfter: '2020-01-01T00:00:00Z' } }),
  admin('SessionChanges', { filter: { createdAfter: 'yesterday' } }),
  admin('SessionDetailChanges', { id: '$one' }),
  admin('Inbox', { first: 10 }, { asked: 'data.approvals.revision' }),
  owner(
    'RequestApproval',
    { sessionId: '$two', key: 'k1', title: 'May I?', details: { rows: [1, null] } },
    { may: question },
  ),
  owner('RequestApproval', { sessionId: '$two', key: 'k2', title: 'And now?', expiresInMs: 60_000 }, { now: question }),
  owner('RequestApproval', { sessionId: '$two', key: 'k2', title: 'Other words' }),
  owner('RequestApproval', { sessionId: 'app_nobody', key: 'k3', title: 'May I?' }),
  owner('RequestApproval', { sessionId: '$two', key: 'k4', title: '' }),
  admin('Inbox', { first: 1 }, { place: 'data.approvals.pageInfo.endCursor' }),
  admin('Inbox', { first: 1, after: '$place' }),
  admin('Inbox', { first: 0 }),
  admin('InboxChanges', { afterRevision: '$asked' }),
  admin('InboxChanges', { afterRevision: 'nonsense' }),
  admin('OpenApproval', { id: '$may' }),
  admin('OpenApproval', { id: 'approval_nobody' }),
  owner('ActOnApproval', { id: '$may' }),
  owner('CancelApproval', { id: '$now' }),
  owner('CancelApproval', { id: 'approval_nobody' }),
  admin('DecideApprovals', {
    input: { ids: ['$may', '$now', 'approval_nobody'], decision: 'APPROVE', note: 'Go “on”' },
  }),
  admin('DecideApprovals', { input: { ids: ['$may'], decision: 'DENY' } }),
  admin('DecideApprovals', { input: { ids: [], decision: 'DENY' } }),
  { by: 'OWNER', name: 'DecideApprovals', variables: { input: { ids: ['$may'], decision: 'APPROVE' } } },
  { by: 'OWNER', name: 'ApprovalDecision', variables: { id: '$may' } },
  admin('ApprovalDecision', { id: '$may' }),
  owner('ActOnApproval', { id: '$may' }),
  ...['Approve', 'ApproveGranting'].flatMap((approve, at) => [
    owner('RequestApproval', { sessionId: '$two', key: `grant${at}`, title: 'Again?' }, { [`again${at}`]: question }),
    admin(approve, { input: { id: `$again${at}`, grant: { uses: 3, forMs: 60_000 } } }),
    admin(approve, { input: { id: `$again${at}`, grant: { uses: 0, forMs: 60_000 } } }),
    admin(approve, { input: { id: 'approval_nobody' } }),
    admin('Grants', { first: 1 }, { [`grant${at}`]: 'data.grants.edges.0.node.id' }),
    admin('RevokeGrant', { input: { id: `$grant${at}` } }),
  ]),
  admin('Grants', { filter: { sessionId: '$two' }, first: 10 }),
  admin('Grants', { first: 0 }),
  admin('RevokeGrant', { input: { id: 'grant_nobody' } }),
  admin('Approve', { input: { id: '$now' } }),
  admin('Deny', { input: { id: '$may', note: 'No' } }),
  owner('RequestApproval', { sessionId: '$two', key: 'k5', title: 'Or this?' }, { or: question }),
  admin('Deny', { input: { id: '$or', note: 'No' } }),
  admin('Approvals', {}),
  admin('Approvals', { filter: { states: ['DENIED'] }, first: 1 }),
  admin('Approvals', { first: 0 }),
  admin('ApprovalChanges', { afterRevision: '$asked' }),
  admin('ApprovalChanges', { afterRevision: 'nonsense' }),
  owner('FinishTask', { taskId: 'task-1', outcome: 'FAILED', error: 'why' }),
  owner('FinishTask', { taskId: 'nobody', outcome: 'SUCCEEDED' }),
  owner('ReportProgress', { taskId: 'task-1', progress: 1 }),
  admin('SessionChanges', { afterRevision: '$revision' }),
  admin('PinSession', { input: { id: '$one' } }),
  admin('PinSession', { input: { id: 'app_nobody' } }),
  admin('UnpinSession', { input: { id: '$one' } }),
  admin('KillSession', { input: { id: '$one', reason: 'enough' } }, { kill: 'data.killSession.kill.id' }),
  admin('KillSession', { input: { id: '$two', graceMs: -1 } }),
  admin('KillSessions', { input: { ids: ['$one', 'app_nobody'] } }),
  admin('KillSignal', { sessionId: '$one' }),
  admin('KillSignal', { sessionId: 'app_nobody' }),
  owner('Heartbeat', { sessionIds: ['$one', '$two'] }),
  owner('AcknowledgeKill', { killId: '$kill' }),
  owner('AcknowledgeKill', { killId: 'kill_nobody' }),
  owner('EndSession', { id: '$one', reason: 'STOPPED', message: 'bye' }),
  owner('Heartbeat', { sessionIds: ['$one'] }),
  owner('StartTask', { sessionId: '$one', taskId: 'task-9', name: 'Late' }),
  owner('RegisterSession', { app: 'demo', ownerId: 'owner1', externalId: 'one' }),
  admin('KillSession', { input: { id: '$one' } }),
  admin('SessionDetail', { id: '$one' }),
  admin('SweepSessions', { input: { dryRun: true, staleAfterMs: 1 } }),
  owner('Viewer', {}),
  { by: 'MACHINE', name: 'JoinHost', variables: { input: { ...machine, name: '', keyHash: 'x' } } },
  { by: 'MACHINE', name: 'JoinHost', variables: { input: { ...machine, name: 'rack 1', keyHash: '$keyHash' } } },
  { by: 'OWNER', name: 'JoinHost', variables: { input: { ...machine, name: 'rack 1', keyHash: '$keyHash' } } },
  { by: 'HOST', name: 'HostWork', variables: { input: { ...machine, instanceId: 'one' } } },
  { by: 'OWNER', name: 'HostWork', variables: { input: { ...machine, instanceId: 'one' } } },
  { by: 'HOST', name: 'ReportHost', variables: { input: { load } } },
  admin('RunCommand', { input: { sessionId: '$two', key: 'k1', argv: ['ls'] } }),
  admin('RunCommand', { input: { sessionId: 'remote_nobody', key: 'k1', line: 'ls' } }),
  admin('CancelCommand', { input: { id: 'command_nobody' } }),
  admin('Command', { id: 'command_nobody' }),
  admin('Commands', { filter: { states: ['RUNNING'] } }),
  admin('Commands', { first: 0 }),
  admin('CommandChanges', {}),
  host('AnswerCommandCheck', { checkId: 'check_nobody', problem: { code: 'OTHER', message: 'no' } }),
  host('AnswerCommandCheck', { checkId: 'check_nobody' }),
  host('StartCommand', { id: 'command_nobody', instanceId: 'one' }),
  host('AppendCommandOutput', {
    commandId: 'command_nobody',
    offset: 0,
    chunks: [{ stream: 'STDOUT', at: '2026-01-01T00:00:00Z', data: 'YQ==' }],
  }),
  host('FinishCommand', {
    ...{ id: 'command_nobody', instanceId: 'one', outcome: 'EXITED', exitCode: 0 },
    ...{ outputBytes: 0, outputTruncated: false },
  }),
  { by: 'HOST', name: 'ReportHost', variables: { input: { load: { ...load, loadAverage: -1 } } } },
  admin('Viewer'),
  admin('QuickStart'),
  { by: 'OWNER', name: 'QuickStart', variables: {} },
  { by: 'OWNER', name: 'Sessions', variables: {} },
  admin('KnownApps'),
  admin('ServerAddress'),
  admin('AppKeys'),
  admin(
    'CreateAppKey',
    { input: { name: 'reader', rights: ['READ'], expiresAt: '2100-01-01T00:00:00+02:00' } },
    { key: 'data.createAppKey.appKey.id' },
  ),
  admin('CreateAppKey', { input: { name: '' } }),
  admin('UpdateAppKey', { input: { id: '$key', name: 'writer', rights: ['REGISTER'], maxRunningSessions: 3 } }),
  admin('UpdateAppKey', { input: { id: 'nobody', name: 'x', rights: [] } }),
  admin('RotateAppKey', { input: { id: '$key', overlapMs: 1000 } }),
  admin('RevokeAppKey', { input: { id: '$key' } }),
  admin('RotateAppKey', { input: { id: '$key' } }),
  admin(
    'CreatePerson',
    { input: { name: 'Grace', role: 'VIEWER', userId: 'user-7' } },
    { grace: 'data.createPerson.person.id' },
  ),
  admin('CreatePerson', { input: { name: 'ada', role: 'VIEWER' } }),
  admin('UpdatePerson', { input: { id: '$grace', name: 'Grace', role: 'OPERATOR', apps: ['demo'] } }),
  admin('UpdatePerson', { input: { id: '$ada', name: 'Ada', role: 'VIEWER' } }),
  admin('ResetPassword', { input: { id: '$grace' } }),
  admin('RemovePerson', { input: { id: '$grace' } }),
  admin('RemovePerson', { input: { id: '$ada' } }),
  admin('People'),
  admin('Account'),
  admin('ChangePassword', { input: { currentPassword: 'wrong', newPassword: 'battery staple horse' } }),
  admin('ChangePassword', { input: { currentPassword: 'correct horse battery', newPassword: 'short' } }),
  admin('ChangePassword', { input: { currentPassword: 'correct horse battery', newPassword: 'battery staple horse' } }),
  admin('EndSignIn', { input: { id: 'nobody' } }),
  admin('EndOtherSignIns'),
];
