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
  [
    { kind: 'HOST', hostId: 'host_1', name: 'rack 1', app: 'remote' },
    { kind: 'HOST', id: 'host_1', name: 'host rack 1' },
  ],
  [
    { kind: 'JOIN_CODE', codeId: 'code1' },
    { kind: 'JOIN_CODE', id: 'code1', name: 'a join code' },
  ],
];

test.each(rows)('what %j does is recorded as done by %j', (principal, actor) => {
  expect(actedBy({ principal, origin: '127.0.0.1, a browser' })).toEqual({ actor, origin: '127.0.0.1, a browser' });
});
