/** One operation that is sent, by its name. `$x` among the variables stands for what an earlier step kept as `x`. */
export interface Step {
  readonly by: 'OWNER' | 'ADMIN';
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
