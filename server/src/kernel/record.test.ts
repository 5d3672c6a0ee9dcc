import { expect, test } from 'vitest';
import type { Principal } from './principal.ts';
import { actedBy, type Actor } from './record.ts';

const rows: [Principal, Actor][] = [
  [{ kind: 'BOOTSTRAP' }, { kind: 'BOOTSTRAP', id: null, name: 'the bootstrap token' }],
  [{ kind: 'TERMINAL' }, { kind: 'TERMINAL', id: null, name: 'the command line' }],
  [
    {
      kind: 'PERSON',
      personId: 'person_1',
      name: 'Ada',
      role: 'VIEWER',
      apps: ['demo'],
      userId: 'ada',
      signInId: 'signin_1',
    },
    { kind: 'PERSON', id: 'person_1', name: 'Ada' },
  ],
  [
    { kind: 'KEY', keyId: 'key1', name: 'first', apps: null, rights: ['REGISTER'], ownerId: 'owner1' },
    { kind: 'KEY', id: 'key1', name: 'key first' },
  ],
  [
    { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'owner1', keyId: 'key1' },
    { kind: 'SESSION_TOKEN', id: 'key1', name: 'the session’s own token' },
  ],
];

test.each(rows)('what %j does is recorded as done by %j', (principal, actor) => {
  expect(actedBy({ principal, origin: '127.0.0.1, a browser' })).toEqual({ actor, origin: '127.0.0.1, a browser' });
});
