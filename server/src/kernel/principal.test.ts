import { describe, expect, test } from 'vitest';
import { ForbiddenError } from './errors.ts';
import {
  type Action,
  actions,
  authorize,
  isAllowed,
  isInScope,
  keyRights,
  type Principal,
  roles,
  scopeOf,
  type SessionSubject,
} from './principal.ts';
import { always, alwaysButHosts, key, nothing, onlyReads, person } from './principal.testing.ts';

/** In the order of the columns below; the first column asks without any. */
const subjects: readonly (readonly [string, SessionSubject | undefined])[] = [
  ['any session', undefined],
  ['app_1 of demo for ada', { id: 'app_1', app: 'demo', userId: 'ada' }],
  ['app_2 of demo for eve', { id: 'app_2', app: 'demo', userId: 'eve' }],
  ['app_3 of other for ada', { id: 'app_3', app: 'other', userId: 'ada' }],
  ['app_4 of other for eve', { id: 'app_4', app: 'other', userId: 'eve' }],
  ['app_5 of other for nobody', { id: 'app_5', app: 'other', userId: null }],
  ['remote_1 of demo for ada', { id: 'remote_1', app: 'demo', userId: 'ada', remote: { hostId: 'host_1' } }],
  ['remote_2 of other for nobody', { id: 'remote_2', app: 'other', userId: null, remote: { hostId: 'host_2' } }],
];

/** Who may do what: `x` where they may, a column for each of the subjects. Written by hand, from the roles' own words. */
const table: readonly (readonly [string, Principal, Record<Action, string>])[] = [
  [
    'the bootstrap token',
    { kind: 'BOOTSTRAP' },
    {
      ...nothing,
      'session.read': always,
      'session.list': always,
      'session.kill': always,
      'session.pin': always,
      'registry.sweep': always,
      'host.read': always,
      'host.manage': always,
      'rules.manage': always,
      'people.manage': always,
      'keys.manage': always,
    },
  ],
  ['the command line', { kind: 'TERMINAL' }, { ...nothing, 'people.manage': always, 'host.manage': always }],

  ['a viewer', person({}), onlyReads],
  [
    'a viewer of demo',
    person({ apps: ['demo'] }),
    { ...onlyReads, 'session.read': 'xxx...x.', 'host.read': 'xxx...x.' },
  ],
  [
    'a viewer of demo who is ada',
    person({ apps: ['demo'], userId: 'ada' }),
    {
      ...onlyReads,
      'session.read': 'xxxx..x.',
      'session.kill': 'xx.x..x.',
      'approval.decide': 'xx.x..x.',
      'host.read': 'xxx...x.',
      'command.run': 'xx.x..x.',
    },
  ],
  [
    'a viewer of no app who is ada',
    person({ apps: [], userId: 'ada' }),
    {
      ...onlyReads,
      'session.read': 'xx.x..x.',
      'session.kill': 'xx.x..x.',
      'approval.decide': 'xx.x..x.',
      'host.read': 'x.......',
      'command.run': 'xx.x..x.',
    },
  ],
  ['a viewer of no app', person({ apps: [] }), { ...onlyReads, 'session.read': 'x.......', 'host.read': 'x.......' }],

  [
    'an operator',
    person({ role: 'OPERATOR' }),
    {
      ...onlyReads,
      'session.kill': always,
      'session.pin': always,
      'approval.decide': always,
      'remote.start': always,
      'command.run': always,
    },
  ],
  [
    'an operator of demo',
    person({ role: 'OPERATOR', apps: ['demo'] }),
    {
      ...onlyReads,
      'session.read': 'xxx...x.',
      'session.kill': 'xxx...x.',
      'session.pin': 'xxx...x.',
      'approval.decide': 'xxx...x.',
      'host.read': 'xxx...x.',
      'remote.start': 'xxx...x.',
      'command.run': 'xxx...x.',
    },
  ],
  [
    'an operator of demo who is ada',
    person({ role: 'OPERATOR', apps: ['demo'], userId: 'ada' }),
    {
      ...onlyReads,
      'session.read': 'xxxx..x.',
      'session.kill': 'xxxx..x.',
      'session.pin': 'xxx...x.',
      'approval.decide': 'xxxx..x.',
      'host.read': 'xxx...x.',
      'remote.start': 'xxx...x.',
      'command.run': 'xxxx..x.',
    },
  ],

  [
    'an admin',
    person({ role: 'ADMIN' }),
    {
      ...onlyReads,
      'session.kill': always,
      'session.pin': always,
      'approval.decide': always,
      'registry.sweep': always,
      'host.manage': always,
      'remote.start': always,
      'command.run': always,
      'rules.manage': always,
      'people.manage': always,
      'keys.manage': always,
    },
  ],

  [
    'a key of every app that registers',
    key({ apps: null, rights: ['REGISTER'] }),
    {
      ...nothing,
      'session.register': alwaysButHosts,
      'session.own': alwaysButHosts,
      'session.touch': alwaysButHosts,
      'session.read': always,
      'approval.ask': alwaysButHosts,
    },
  ],
  [
    'a key of demo that registers',
    key({ rights: ['REGISTER'] }),
    {
      ...nothing,
      'session.register': 'xxx.....',
      'session.own': 'xxx.....',
      'session.touch': 'xxx.....',
      'session.read': 'xxx...x.',
      'approval.ask': 'xxx.....',
    },
  ],
  [
    'a key of demo that reads',
    key({ rights: ['READ'] }),
    { ...nothing, 'session.read': 'xxx...x.', 'session.list': 'xxx...x.', 'host.read': 'xxx...x.' },
  ],
  [
    'a key of demo that works remotely',
    key({ rights: ['REMOTE'] }),
    {
      ...nothing,
      'session.read': 'xxx...x.',
      'host.read': 'xxx...x.',
      'remote.start': 'xxx...x.',
      'command.run': 'xxx...x.',
    },
  ],
  ['a key of demo that kills', key({ rights: ['KILL'] }), { ...nothing, 'session.kill': 'xxx...x.' }],
  [
    'a key of demo with every right, and an owner behind it',
    key({ rights: keyRights, ownerId: 'owner1' }),
    {
      ...nothing,
      'session.register': 'xxx.....',
      'session.own': 'xxx.....',
      'session.touch': 'xxx.....',
      'session.read': 'xxx...x.',
      'session.list': 'xxx...x.',
      'session.kill': 'xxx...x.',
      'approval.ask': 'xxx.....',
      'host.read': 'xxx...x.',
      'remote.start': 'xxx...x.',
      'command.run': 'xxx...x.',
    },
  ],
  ['a key of demo without a right', key({}), nothing],
  ['a key of no app', key({ apps: [], rights: ['KILL'] }), { ...nothing, 'session.kill': 'x.......' }],

  [
    'the token of app_1',
    { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'owner1', keyId: 'key1' },
    { ...nothing, 'session.touch': 'xx......', 'session.read': 'xx......', 'approval.ask': 'xx......' },
  ],

  [
    'host_1 of demo',
    { kind: 'HOST', hostId: 'host_1', name: 'one', app: 'demo' },
    { ...nothing, 'host.work': always, 'session.own': 'x.....x.', 'session.read': 'x.....x.' },
  ],
  ['a join code', { kind: 'JOIN_CODE', codeId: 'code1' }, { ...nothing, 'host.join': always }],
];

describe.each(table)('%s', (_, principal, expected) => {
  test.each(actions)('%s', (action) => {
    const may = subjects.map(([, subject]) => (isAllowed(principal, action, subject) ? 'x' : '.'));
    expect(may.join('')).toBe(expected[action]);
    for (const [at, [, subject]] of subjects.entries()) {
      const ask = (): void => authorize(principal, action, subject);
      if (may[at] === 'x') expect(ask).not.toThrow();
      else expect(ask).toThrow(ForbiddenError);
    }
  });
});

test('no kind of principal, and no role, is without a row', () => {
  const kinds = table.map(([, principal]) => (principal.kind === 'PERSON' ? principal.role : principal.kind));
  const known: Record<Principal['kind'], true> = {
    BOOTSTRAP: true,
    TERMINAL: true,
    PERSON: true,
    KEY: true,
    SESSION_TOKEN: true,
    HOST: true,
    JOIN_CODE: true,
  };
  const wanted = [...Object.keys(known).filter((kind) => kind !== 'PERSON'), ...roles];
  expect([...new Set(kinds)].toSorted()).toEqual(wanted.toSorted());
});

test('who may list nothing has a scope with nothing in it, but for keys, which drive the sessions of their apps', () => {
  for (const [, principal] of table) {
    if (principal.kind === 'KEY' || isAllowed(principal, 'session.list')) continue;
    for (const [, subject] of subjects) {
      if (subject !== undefined) expect(isInScope(scopeOf(principal), subject)).toBe(false);
    }
  }
});

test('a refusal tells nothing of the session it is about', () => {
  for (const [, principal] of table) {
    for (const action of actions) {
      try {
        authorize(principal, action, { id: 'app_secret', app: 'hidden', userId: 'somebody' });
      } catch (error) {
        expect(String(error)).not.toMatch(/app_secret|hidden|somebody/);
      }
    }
  }
});
