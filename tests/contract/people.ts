import type { Caller, Role } from './model.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Who may sign in to a contract server, with any password: one person of each role. */
const people: readonly Person[] = [
  { id: 'person_ada', name: 'ada', role: 'ADMIN' },
  { id: 'person_grace', name: 'grace', role: 'OPERATOR' },
  { id: 'person_linus', name: 'linus', role: 'VIEWER' },
];

const since = '2026-01-01T09:00:00.000Z';
const until = '2099-01-01T09:00:00.000Z';

export function findPerson(name: string): Person | undefined {
  return people.find((person) => person.name === name);
}

export function callerOf({ id, name, role }: Person): Caller {
  return { actor: { kind: 'PERSON', id, name }, role, sessionId: null, ownerId: null };
}

export const mayOperate = ({ role }: Caller) => role !== null && role !== 'VIEWER';
export const mayManage = ({ role }: Caller) => role === 'ADMIN';

function permissionsOf(caller: Caller): readonly string[] {
  return [
    ...(mayOperate(caller) ? ['KILL_SESSIONS', 'PIN_SESSIONS'] : []),
    ...(mayManage(caller) ? ['MANAGE_HOSTS', 'MANAGE_KEYS', 'MANAGE_PEOPLE', 'SWEEP'] : []),
  ];
}

/** Everybody as the contract tells of them, by name. */
export function peopleFor(caller: Caller): readonly object[] {
  return people.map((person) => personFor(person, caller));
}

export function viewerFor(caller: Caller, runningSessions: number): object {
  const person = people.find(({ id }) => id === caller.actor.id);
  return {
    actor: caller.actor,
    person: person === undefined ? null : personFor(person, caller),
    appKey: caller.actor.kind === 'KEY' ? appKeyWith(runningSessions) : null,
    permissions: permissionsOf(caller),
  };
}

export function appKeyWith(runningSessions: number): object {
  return {
    id: 'key_contract',
    name: 'contract',
    apps: null,
    rights: ['REGISTER'],
    createdAt: since,
    createdBy: 'ada',
    expiresAt: null,
    lastUsedAt: since,
    maxRunningSessions: null,
    previousSecretExpiresAt: null,
    revokedAt: null,
    runningSessions,
  };
}

function personFor({ id, name, role }: Person, caller: Caller): object {
  const signIn = {
    id: `sign_in_${name}`,
    createdAt: since,
    expiresAt: until,
    lastSeenAt: since,
    origin: '127.0.0.1 Chromium',
    isCurrent: caller.actor.id === id,
  };
  return {
    id,
    name,
    role,
    apps: null,
    userId: name,
    createdAt: since,
    lastSeenAt: since,
    hasPassword: true,
    identityProvider: null,
    setUpLinkExpiresAt: null,
    signIns: [signIn],
  };
}
