import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actions, isAllowed, isInScope, keyRights, type Principal, roles, scopeOf } from './principal.ts';
import { key, person } from './principal.testing.ts';

const anyApps = fc.option(fc.subarray(['a', 'b', 'c']), { nil: null });
const anyUser = fc.constantFrom(null, 'ada', 'eve');
const anyPerson = fc.record({ role: fc.constantFrom(...roles), apps: anyApps, userId: anyUser }).map(person);
const anyKey = fc.record({ apps: anyApps, rights: fc.subarray([...keyRights]) }).map(key);
const others: readonly Principal[] = [
  { kind: 'BOOTSTRAP' },
  { kind: 'TERMINAL' },
  { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'owner1', keyId: 'key_1' },
  { kind: 'HOST', hostId: 'host_1', name: 'build', app: 'a' },
  { kind: 'JOIN_CODE', codeId: 'code_1' },
];
const anySubject = fc.record({
  id: fc.constantFrom('app_1', 'app_2'),
  app: fc.constantFrom('a', 'b', 'c'),
  userId: anyUser,
});

test('what somebody who lists may read is what their scope says, no more and no less', () => {
  const anyLister = fc.oneof(
    anyPerson,
    anyKey.filter((principal) => isAllowed(principal, 'session.list')),
    fc.constant<Principal>({ kind: 'BOOTSTRAP' }),
  );
  fc.assert(
    fc.property(anyLister, anySubject, (principal, subject) => {
      expect(isAllowed(principal, 'session.read', subject)).toBe(isInScope(scopeOf(principal), subject));
    }),
    { numRuns: 500 },
  );
});

test('what may be done to one session may be asked for, and nobody ends or pins what they may not see', () => {
  fc.assert(
    fc.property(fc.oneof(anyPerson, anyKey), fc.constantFrom(...actions), anySubject, (principal, action, subject) => {
      if (!isAllowed(principal, action, subject)) return;
      expect(isAllowed(principal, action)).toBe(true);
      const isSessionAct = ['session.kill', 'session.pin', 'approval.decide'].includes(action);
      if (isSessionAct && principal.kind === 'PERSON') expect(isAllowed(principal, 'session.read', subject)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('one’s own session may be seen and ended with every role and every list of apps', () => {
  fc.assert(
    fc.property(anyPerson, anySubject, (principal, subject) => {
      fc.pre(principal.userId !== null);
      const own = { ...subject, userId: principal.userId };
      for (const action of ['session.read', 'session.kill'] as const) {
        expect(isAllowed(principal, action, own)).toBe(true);
      }
    }),
  );
});

test('nobody’s session is nobody’s: to have no user is not to be the user of sessions without one', () => {
  const subject = { id: 'app_1', app: 'a', userId: null };
  expect(isAllowed(person({ apps: [] }), 'session.read', subject)).toBe(false);
  expect(isAllowed(person({ apps: [] }), 'session.kill', subject)).toBe(false);
});

test('a role and an app more never take anything away', () => {
  fc.assert(
    fc.property(anyPerson, fc.constantFrom(...actions), anySubject, (less, action, subject) => {
      if (!isAllowed(less, action, subject)) return;
      const moreRoles = roles.slice(roles.indexOf(less.role)).map((role) => ({ ...less, role }));
      for (const more of [...moreRoles, { ...less, apps: null }]) {
        expect(isAllowed(more, action, subject)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('whoever touches sessions may touch each that they may own', () => {
  const anyToucher = fc
    .oneof(anyPerson, anyKey, fc.constantFrom<Principal>(...others))
    .filter((principal) => isAllowed(principal, 'session.touch'));
  const anyRemote = fc.constantFrom(null, { hostId: 'host_1' });
  fc.assert(
    fc.property(anyToucher, anySubject, anyRemote, (principal, subject, remote) => {
      if (!isAllowed(principal, 'session.own', { ...subject, remote })) return;
      expect(isAllowed(principal, 'session.touch', { ...subject, remote })).toBe(true);
    }),
    { numRuns: 500 },
  );
});
