import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppKey } from './app-key.ts';
import { type Credential, Holder, holderOf } from './credential.ts';
import { Directory } from './directory.ts';
import type { Person, SignIn } from './person.ts';
import type { AccessChanges } from './store.ts';

const moment = fc.integer({ min: 1, max: 9 });
const end = fc.option(moment);

const change: fc.Arbitrary<Partial<AccessChanges>> = fc.oneof(
  fc.record({ role: fc.constantFrom('VIEWER', 'ADMIN'), apps: fc.constantFrom(null, ['demo']) }).map((rights) => {
    const unsaid = { userId: null, passwordHash: null, identity: null, createdAtMs: 1 };
    const person: Person = { id: 'ada', name: 'Ada', ...unsaid, ...rights };
    return { people: new Map([['ada', person]]) };
  }),
  fc.constant({ people: new Map([['ada', null]]) }),
  moment.map((expiresAtMs) => {
    const unsaid = { origin: null, createdAtMs: 1, lastSeenAtMs: 1 };
    const signIn: SignIn = { id: 's1', personId: 'ada', hash: 'of the sign-in', ...unsaid, expiresAtMs };
    return { signIns: new Map([['s1', signIn]]) };
  }),
  fc.constant({ signIns: new Map([['s1', null]]) }),
  fc
    .record({
      rights: fc.constantFrom<AppKey['rights'][]>(['REGISTER'], ['READ']),
      expiresAtMs: end,
      revokedAtMs: fc.option(moment, { freq: 5 }),
      secretEndMs: end,
    })
    .map(({ secretEndMs, ...decided }) => {
      const unsaid = { maxRunningSessions: null, createdAtMs: 1, createdByName: 'x', lastUsedAtMs: null };
      const secrets = [{ hash: 'of the key', createdAtMs: 1, expiresAtMs: secretEndMs }];
      const key: AppKey = { id: 'k1', name: 'a key', apps: ['demo'], ...unsaid, ...decided, secrets };
      return { keys: new Map([['k1', key]]) };
    }),
  fc.constant({ hasMadeAdmin: true }),
);

const credentials: readonly Credential[] = [
  { kind: 'BOOTSTRAP' },
  { kind: 'TERMINAL' },
  { kind: 'SIGN_IN', signInId: 's1', personId: 'ada' },
  { kind: 'KEY', keyId: 'k1', hash: 'of the key', ownerId: 'owner1' },
  {
    kind: 'SESSION_TOKEN',
    token: {
      hash: 'x',
      sessionId: 'app_1',
      ownerId: 'owner1',
      keyId: 'k1',
      app: 'demo',
      isRunning: true,
      createdAtMs: 1,
    },
  },
];

test('whoever stays is at every moment who their credential makes them', () => {
  const steps = fc.array(fc.oneof(change, fc.integer({ min: 0, max: 10 })), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (changes) => {
      const directory = new Directory();
      const holders = credentials.map((credential) => new Holder(credential, directory));
      const visitors = credentials.map((credential) => new Holder(credential, directory));
      let nowMs = 0;
      for (const next of changes) {
        // The wall clock may go back.
        if (typeof next === 'number') nowMs = next;
        else directory.observe({ ...nothing, ...next });
        expect(holders.map((holder) => holder.at(nowMs))).toEqual(
          credentials.map((credential) => holderOf(credential, directory, nowMs)),
        );
        expect(visitors.map((holder) => holder.now({ wallMs: () => nowMs }))).toEqual(
          credentials.map((credential) => holderOf(credential, directory, nowMs)),
        );
      }
    }),
    { seed: 20_261_120 },
  );
});

test('whoever stays is found out once, until something changes or ends', () => {
  const directory = new Directory();
  const holder = new Holder({ kind: 'TERMINAL' }, directory);
  const first = holder.at(1);
  expect(holder.at(1_000_000)).toBe(first);
  // A commit about sessions changes nobody's rights.
  directory.observe(nothing);
  expect(holder.at(1_000_000)).toBe(first);
  directory.observe({ ...nothing, hasMadeAdmin: true });
  expect(holder.at(1_000_000)).not.toBe(first);
});

const nothing: AccessChanges = {
  ...{ people: new Map(), signIns: new Map(), setUpCodes: new Map(), keys: new Map() },
  ...{ hostKeys: new Map(), joinCodes: new Map() },
  hasMadeAdmin: false,
};
