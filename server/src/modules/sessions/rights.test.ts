import { describe, expect, test } from 'vitest';
import { admin, keyWith, owner, person, startApp, type TestApp } from '../../app.testing.ts';
import { beat, listOf, recordsOf, sessionOf } from '../../app-reading.testing.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { fingerprintOf, formatRevision } from '../../kernel/revision.ts';
import type { Registered } from './registration.ts';
import type { ChangedSessions } from './store.ts';

/** The sessions of the columns below; the last column asks for one that does not exist. */
const subjects = [
  { app: 'demo', userId: 'ada' },
  { app: 'demo', userId: 'eve' },
  { app: 'other', userId: 'ada' },
  { app: 'other', userId: 'eve' },
] as const;
const unknownId = 'app_nope';

/** What a service answers for one session: `y`, `0` as if there were none, `f` for FORBIDDEN, or another code. */
type Act = (app: TestApp, caller: Caller, id: string) => unknown;

const startOfTime = ({ principal }: Caller): string =>
  formatRevision({ epoch: 'template', number: 0, fingerprint: fingerprintOf(principal) });

const taskOf = (id: string): string => `task_of_${id}`;

/** In the order in which they are tried: each leaves the session fit for the next. */
const acts = {
  read: ({ services }, caller, id) => services.reading.session(caller, id),
  history: async ({ services }, caller, id) => {
    const session = await services.reading.session(caller, id);
    return session && services.history.changes(caller, session, { first: 1, beforeId: null });
  },
  list: async (app, caller, id) => {
    const { rows } = await listOf(app, {}, caller);
    return rows.find(({ session }) => session.id === id) ?? null;
  },
  count: async ({ services }, caller, id) => (await services.reading.counts(caller, { ids: [id] }, 'APP'))[0] ?? null,
  watch: async ({ services }, caller, id) => {
    const messages = await services.reading.watch(caller, {}, startOfTime(caller));
    const { value } = (await messages.next()) as { value: ChangedSessions };
    await messages.return?.();
    const { upserted, removed } = value;
    return [...upserted.map((session) => session.id), ...removed].find((told) => told === id) ?? null;
  },
  signal: async ({ services }, caller, id) => {
    const signal = await services.openKillSignal(caller, id, null);
    await signal.return?.();
    return signal;
  },
  heartbeat: async (app, caller, id) => {
    const [answer] = await beat(app, caller, [id]);
    return answer?.outcome === 'UNKNOWN' ? null : answer;
  },
  update: ({ services }, caller, id) => services.sessions.updateSession(caller, { id, name: 'new' }),
  startTask: ({ services }, caller, id) =>
    services.tasks.startTask(caller, { sessionId: id, taskId: taskOf(`${id}_2`), name: 'x' }),
  report: ({ services }, caller, id) => services.tasks.reportProgress(caller, { taskId: taskOf(id), progress: 1 }),
  finish: ({ services }, caller, id) => services.tasks.finishTask(caller, { taskId: taskOf(id), outcome: 'SUCCEEDED' }),
  pin: ({ services }, caller, id) => services.sessions.pinSession(caller, { id }),
  unpin: ({ services }, caller, id) => services.sessions.unpinSession(caller, { id }),
  kill: ({ services }, caller, id) => services.kills.killSession(caller, { id }),
  killMany: async ({ services }, caller, id) => (await services.kills.killSessions(caller, { ids: [id] }))[0],
  acknowledge: async ({ services }, caller, id) => {
    const killId = id === unknownId ? 'kill_nope' : (await services.kills.killSession(admin, { id })).id;
    return services.kills.acknowledgeKill(caller, { killId });
  },
  endKilled: ({ services }, caller, id) => services.sessions.endSession(caller, { id, reason: 'STOPPED' }),
} satisfies Record<string, Act>;
type ActName = keyof typeof acts;

const notAtAll = 'fffff';

/** The same for all acts of one kind. */
function of(rows: { see: string; list: string; drive: string; pin: string; kill: string }): Record<ActName, string> {
  const { see, list, drive, pin, kill } = rows;
  return {
    read: see,
    history: see,
    list,
    count: list,
    watch: list,
    signal: see,
    heartbeat: drive,
    update: drive,
    startTask: drive,
    report: drive,
    finish: drive,
    pin,
    unpin: pin,
    kill,
    killMany: kill,
    acknowledge: drive,
    endKilled: drive,
  };
}

const none = { see: notAtAll, list: notAtAll, drive: notAtAll, pin: notAtAll, kill: notAtAll };
const keyOfDemo = (...rights: ('REGISTER' | 'READ' | 'KILL')[]): Caller => keyWith({ apps: ['demo'], rights });

/** Columns: demo for ada, demo for eve, other for ada, other for eve, none such. Written by hand. */
const table: readonly (readonly [
  string,
  Caller | ((app: TestApp, registered: Registered) => Promise<Caller>),
  Record<ActName, string>,
])[] = [
  ['the bootstrap token', admin, of({ ...none, see: 'yyyy0', list: 'yyyy0', pin: 'yyyy0', kill: 'yyyy0' })],
  ['the command line', { principal: { kind: 'TERMINAL' }, origin: null }, of(none)],
  ['a viewer', person(), of({ ...none, see: 'yyyy0', list: 'yyyy0' })],
  ['a viewer of demo', person({ apps: ['demo'] }), of({ ...none, see: 'yy000', list: 'yy000' })],
  [
    'a viewer of demo who is ada',
    person({ apps: ['demo'], userId: 'ada' }),
    of({ ...none, see: 'yyy00', list: 'yyy00', kill: 'yfy00' }),
  ],
  [
    'a viewer of no app who is ada',
    person({ apps: [], userId: 'ada' }),
    of({ ...none, see: 'y0y00', list: 'y0y00', kill: 'y0y00' }),
  ],
  ['a viewer of no app', person({ apps: [] }), of({ ...none, see: '00000', list: '00000' })],
  [
    'an operator',
    person({ role: 'OPERATOR' }),
    of({ ...none, see: 'yyyy0', list: 'yyyy0', pin: 'yyyy0', kill: 'yyyy0' }),
  ],
  [
    'an operator of demo',
    person({ role: 'OPERATOR', apps: ['demo'] }),
    of({ ...none, see: 'yy000', list: 'yy000', pin: 'yy000', kill: 'yy000' }),
  ],
  [
    'an operator of demo who is ada',
    person({ role: 'OPERATOR', apps: ['demo'], userId: 'ada' }),
    of({ ...none, see: 'yyy00', list: 'yyy00', pin: 'yyf00', kill: 'yyy00' }),
  ],
  ['an admin', person({ role: 'ADMIN' }), of({ ...none, see: 'yyyy0', list: 'yyyy0', pin: 'yyyy0', kill: 'yyyy0' })],
  ['a key of every app', owner(), of({ ...none, see: 'yyyy0', drive: 'yyyy0' })],
  ['a key of demo that registers', keyOfDemo('REGISTER'), of({ ...none, see: 'yy000', drive: 'yy000' })],
  ['a key of demo that reads', keyOfDemo('READ'), of({ ...none, see: 'yy000', list: 'yy000' })],
  ['a key of demo that kills', keyOfDemo('KILL'), of({ ...none, kill: 'yy000' })],
  [
    'a key of demo with every right',
    keyOfDemo('REGISTER', 'READ', 'KILL'),
    of({ see: 'yy000', list: 'yy000', drive: 'yy000', pin: notAtAll, kill: 'yy000' }),
  ],
  ['a key of demo without a right', keyOfDemo(), of(none)],
  [
    'the token of the first',
    (app, registered) => app.holderOf(registered),
    {
      ...of({ ...none, see: 'y0000', drive: 'y0000' }),
      // It neither acknowledges a kill for its server nor turns one into something else.
      acknowledge: notAtAll,
      endKilled: 'f0000',
    },
  ],
];

async function answerOf(act: Act, app: TestApp, caller: Caller, id: string): Promise<readonly [string, string]> {
  const found = await Promise.resolve()
    .then(() => act(app, caller, id))
    .catch((error: unknown) => error);
  if (found instanceof DomainError) {
    const text = found.message.replaceAll(id, '<id>').replaceAll(/(kill|app)_[0-9A-Z]{26}|kill_nope/g, '<id>');
    if (found.code === 'FORBIDDEN') return ['f', text];
    return [/^(SESSION|TASK|KILL)_NOT_FOUND$/.test(found.code) ? '0' : found.code, text];
  }
  if (found instanceof Error) throw found;
  return [found === null ? '0' : 'y', ''];
}

describe.each(table)('%s', (_, known, expected) => {
  test('does what it may, and learns nothing of the rest', async () => {
    const app = await startApp();
    const registered: Registered[] = [];
    for (const subject of subjects) registered.push(await app.register(subject));
    for (const { session } of registered) {
      await app.services.tasks.startTask(owner(), { sessionId: session.id, taskId: taskOf(session.id), name: 'x' });
    }
    const [first] = registered;
    if (first === undefined) throw new Error('Four were registered');
    const caller = typeof known === 'function' ? await known(app, first) : known;
    const ids = [...registered.map(({ session }) => session.id), unknownId];

    for (const [name, act] of Object.entries(acts) as [ActName, Act][]) {
      const answers = [];
      for (const id of ids) answers.push(await answerOf(act, app, caller, id));
      expect(answers.map(([word]) => word).join(''), name).toBe(expected[name]);
      // What is hidden answers as what is not there, letter for letter.
      const refusals = answers.filter(([word]) => word === '0').map(([, text]) => text);
      expect(new Set(refusals).size, `${name}: ${refusals.join(' | ')}`).toBeLessThanOrEqual(1);
    }
    // Nothing that was refused has left a trace.
    for (const [at, { session }] of registered.entries()) {
      const isTouched = (name: ActName): boolean => expected[name][at] === 'y';
      const { pinnedAtMs, name } = await sessionOf(app, session.id);
      expect(name).toBe(isTouched('update') ? 'new' : null);
      expect(pinnedAtMs).toBeNull();
      const done = (await recordsOf(app, session.id)).join('\n');
      expect(done.includes('SESSION_PINNED')).toBe(isTouched('pin'));
      expect(done.includes('TASK_FINISHED')).toBe(isTouched('finish'));
      expect(done.includes('KILL_ACKNOWLEDGED')).toBe(isTouched('acknowledge'));
      expect(done.includes('SESSION_ENDED')).toBe(isTouched('endKilled'));
    }
  });
});

test('who may kill some is told one by one which', async () => {
  const app = await startApp();
  const registered = await Promise.all(subjects.map((subject) => app.register(subject)));
  const ids = [...registered.map(({ session }) => session.id), unknownId];
  const caller = person({ apps: ['demo'], userId: 'ada' });
  const outcomes = await app.services.kills.killSessions(caller, { ids });
  expect(outcomes).toMatchObject([
    { sessionId: ids[0], requestedBy: { kind: 'PERSON', name: 'Ada' } },
    { code: 'FORBIDDEN' },
    { sessionId: ids[2] },
    { code: 'SESSION_NOT_FOUND', sessionId: ids[3] },
    { code: 'SESSION_NOT_FOUND', sessionId: unknownId },
  ]);
  const isEnding = await Promise.all(ids.slice(0, 4).map(async (id) => (await sessionOf(app, id)).lifecycle));
  expect(isEnding).toEqual(['ENDING', 'ACTIVE', 'ENDING', 'ACTIVE']);
});

test('what has ended is not told to whom it is hidden from, and one may not end what one may only see', async () => {
  const app = await startApp();
  const [hidden, seen] = await Promise.all([
    app.register({ app: 'other', userId: 'eve' }),
    app.register({ app: 'demo', userId: 'eve' }),
  ]);
  for (const { session } of [hidden, seen]) {
    await app.services.sessions.endSession(owner(), { id: session.id, reason: 'FAILED', message: 'secret' });
  }
  const caller = person({ apps: ['demo'], userId: 'ada' });
  const kill = async ({ session }: Registered): Promise<unknown> =>
    app.services.kills.killSession(caller, { id: session.id }).catch((error: unknown) => error);
  expect(await kill(hidden)).toMatchObject({ code: 'SESSION_NOT_FOUND' });
  expect(await kill(seen)).toMatchObject({ code: 'FORBIDDEN' });
});

test('a hidden session’s task is no parent for another’s, as if there were none', async () => {
  const app = await startApp();
  const { session: hidden } = await app.register({ app: 'other' });
  const { session: own } = await app.register();
  await app.services.tasks.startTask(owner(), { sessionId: hidden.id, taskId: 't1', name: 'secret' });
  const start = (parentId: string) =>
    app.services.tasks
      .startTask(keyOfDemo('REGISTER'), { sessionId: own.id, taskId: 't2', name: 'x', parentId })
      .catch((error: unknown) => String(error).replace(parentId, '<id>'));
  expect(await start('t1')).toBe(await start('t9'));
  expect(await start('t1')).toContain('There is no task <id> here.');
});

test('only admins and the bootstrap token sweep', async () => {
  const app = await startApp();
  const { sweep } = app.services.sweep;
  expect(await sweep(person({ role: 'ADMIN' }), { dryRun: true })).toEqual({ stale: [], ended: [] });
  expect(await sweep(admin, { dryRun: true })).toEqual({ stale: [], ended: [] });
  for (const caller of [person({ role: 'OPERATOR' }), owner(), keyOfDemo('REGISTER', 'READ', 'KILL')]) {
    await expect(sweep(caller, { dryRun: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
});
