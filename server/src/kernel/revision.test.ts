import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyRights, type Principal, roles } from './principal.ts';
import { fingerprintOf, formatRevision, parseRevision } from './revision.ts';

const epoch = fc.stringMatching(/^[0-9a-z]{8}$/);
const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const fingerprint = fc.option(fc.stringMatching(/^[0-9a-f]{8}$/), { nil: null });

test('a revision is its epoch, a dot and sixteen digits, and the fingerprint of limited rights', () => {
  expect(formatRevision({ epoch: 'ab12cd34', number: 7, fingerprint: null })).toBe('ab12cd34.0000000000000007');
  expect(formatRevision({ epoch: 'ab12cd34', number: 7, fingerprint: '0badcafe' })).toBe(
    'ab12cd34.0000000000000007.0badcafe',
  );
});

test('what was formatted is parsed back', () => {
  fc.assert(
    fc.property(fc.record({ epoch, number, fingerprint }), (revision) => {
      expect(parseRevision(formatRevision(revision))).toEqual(revision);
    }),
  );
});

test('revisions of one epoch sort as strings in their order, whatever rights they were read with', () => {
  fc.assert(
    fc.property(epoch, number, number, fingerprint, fingerprint, (epoch, a, b, ofA, ofB) => {
      const first = formatRevision({ epoch, number: a, fingerprint: ofA });
      const second = formatRevision({ epoch, number: b, fingerprint: ofB });
      if (a !== b) expect(first < second).toBe(a < b);
      else expect(first === second).toBe(ofA === ofB);
    }),
  );
});

test.each([
  '',
  '7',
  'ab12cd34',
  'ab12cd34.7',
  'AB12CD34.0000000000000007',
  'ab12cd34.00000000000000007',
  'ab12cd34.-000000000000007',
  ' ab12cd34.0000000000000007',
  'ab12cd34.0000000000000007\n',
  'ab12cd34.9999999999999999',
  'ab12cd34.0000000000000007.',
  'ab12cd34.0000000000000007.0badcaf',
  'ab12cd34.0000000000000007.0BADCAFE',
  'ab12cd34.0000000000000007.0badcafe0',
  'ab12cd34.0000000000000007.0badcafe.0badcafe',
  'ab12cd34.0000000000000007.0badcafe\n',
])('%j is no revision', (text) => {
  expect(parseRevision(text)).toBeNull();
});

describe('a fingerprint', () => {
  type Person = Principal & { readonly kind: 'PERSON' };
  type Key = Principal & { readonly kind: 'KEY' };
  const ada: Person = {
    kind: 'PERSON',
    personId: 'person_1',
    name: 'Ada',
    role: 'OPERATOR',
    apps: ['a', 'b'],
    userId: 'ada',
    signInId: 'signin_1',
  };
  const key: Key = { kind: 'KEY', keyId: 'key1', name: 'first', apps: ['a', 'b'], rights: ['READ', 'KILL'] };

  test('is eight digits of a hash, for everybody but the bootstrap token', () => {
    expect(fingerprintOf({ kind: 'BOOTSTRAP' })).toBeNull();
    const others: Principal[] = [
      ada,
      key,
      { ...ada, role: 'ADMIN', apps: null, userId: null },
      { ...key, apps: null, rights: keyRights },
      { kind: 'TERMINAL' },
      { kind: 'SESSION_TOKEN', sessionId: 'app_1', ownerId: 'o', keyId: 'key1' },
    ];
    for (const principal of others) expect(fingerprintOf(principal)).toMatch(/^[0-9a-f]{8}$/);
  });

  test('is the same for the same rights, whoever has them and in whatever order they are said', () => {
    const eve: Person = { ...ada, personId: 'person_2', name: 'Eve', signInId: 'signin_2', apps: ['b', 'a', 'b'] };
    expect(fingerprintOf(eve)).toBe(fingerprintOf(ada));
    const rotated: Key = { ...key, keyId: 'key2', name: 'second', ownerId: 'owner1', rights: ['KILL', 'READ'] };
    expect(fingerprintOf(rotated)).toBe(fingerprintOf(key));
  });

  test('tells every difference of role, apps, user, rights and kind', () => {
    const anyApps = fc.option(fc.subarray(['a', 'b', 'a","b', '', 'null']), { nil: null });
    const anyPerson = fc
      .record({
        role: fc.constantFrom(...roles),
        apps: anyApps,
        userId: fc.constantFrom(null, '', 'null', 'ada', 'a'),
      })
      .map((rights) => [{ ...ada, ...rights }, rights] as const);
    const anyKey = fc
      .record({ apps: anyApps, rights: fc.subarray([...keyRights]) })
      .map((rights) => [{ ...key, ...rights }, rights] as const);
    const anybody = fc.oneof(anyPerson, anyKey);
    fc.assert(
      fc.property(anybody, anybody, ([one, rightsOfOne], [other, rightsOfOther]) => {
        const areSame = JSON.stringify(rightsOfOne) === JSON.stringify(rightsOfOther);
        expect(fingerprintOf(one) === fingerprintOf(other)).toBe(areSame);
      }),
      { numRuns: 1_000 },
    );
  });
});
