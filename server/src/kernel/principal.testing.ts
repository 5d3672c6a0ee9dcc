import type { Action, Principal } from './principal.ts';

type Person = Principal & { readonly kind: 'PERSON' };

/** A viewer of every app, but for these members. */
export const person = (members: Partial<Person>): Person => ({
  kind: 'PERSON',
  personId: 'person_1',
  name: 'Ada Byron',
  role: 'VIEWER',
  apps: null,
  userId: null,
  signInId: 'signin_1',
  ...members,
});

/** A key of one app without a right, but for these members. */
export const key = (members: Partial<Principal & { readonly kind: 'KEY' }>): Principal => ({
  kind: 'KEY',
  keyId: 'key1',
  name: 'first key',
  apps: ['demo'],
  rights: [],
  ...members,
});

// A column for each subject of the table of rights, `x` where it is allowed.
const never = '........';
export const always = 'xxxxxxxx';
/** What keys do to the sessions that they drive: a host’s are driven by none. */
export const alwaysButHosts = 'xxxxxx..';

/** What every person may. */
export const onlyReads: Record<Action, string> = {
  'session.register': never,
  'session.own': never,
  'session.touch': never,
  'session.read': always,
  'session.list': always,
  'session.kill': never,
  'session.pin': never,
  'approval.ask': never,
  'approval.decide': never,
  'registry.sweep': never,
  'host.join': never,
  'host.work': never,
  'host.read': always,
  'host.manage': never,
  'remote.start': never,
  'command.run': never,
  'rules.manage': never,
  'people.manage': never,
  'keys.manage': never,
  'account.manage': always,
};

export const nothing: Record<Action, string> = {
  'session.register': never,
  'session.own': never,
  'session.touch': never,
  'session.read': never,
  'session.list': never,
  'session.kill': never,
  'session.pin': never,
  'approval.ask': never,
  'approval.decide': never,
  'registry.sweep': never,
  'host.join': never,
  'host.work': never,
  'host.read': never,
  'host.manage': never,
  'remote.start': never,
  'command.run': never,
  'rules.manage': never,
  'people.manage': never,
  'keys.manage': never,
  'account.manage': never,
};
