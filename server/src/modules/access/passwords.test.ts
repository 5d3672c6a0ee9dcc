import { describe, expect, test } from 'vitest';
import { createPasswords, passwordCost, PasswordsBusyError, unlessBusy } from './passwords.ts';

const cheap = { memoryKiB: 8, passes: 1, lanes: 1 };
const asker = { address: '10.0.0.1' };

test('a password is kept as argon2id at OWASP’s cost', async () => {
  const hash = await createPasswords(passwordCost).hash('correct horse', asker);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await createPasswords(cheap).isRight('correct horse', hash, asker)).toBe(true);
});

test('a password is right, another is not, and where there is none, none is', async () => {
  const passwords = createPasswords(cheap);
  const hash = await passwords.hash('correct horse', asker);
  expect(await passwords.hash('correct horse', asker)).not.toBe(hash);
  expect(await passwords.isRight('correct horse', hash, asker)).toBe(true);
  for (const wrong of ['correct hors', 'Correct horse', 'correct horse ', '']) {
    expect(await passwords.isRight(wrong, hash, asker), wrong).toBe(false);
  }
  for (const any of ['correct horse', '']) expect(await passwords.isRight(any, null, asker)).toBe(false);
});

describe('checks', () => {
  /** Checks that wait behind each other, and the order in which they ended. */
  function flood(askers: readonly Parameters<ReturnType<typeof createPasswords>['hash']>[1][]) {
    const passwords = createPasswords(cheap);
    const order: number[] = [];
    const checks = askers.map((one, at) =>
      passwords.isRight('x', null, one).then(
        () => void order.push(at),
        (error: unknown) => {
          if (!(error instanceof PasswordsBusyError)) throw error;
          return 'BUSY';
        },
      ),
    );
    return { passwords, order, outcomes: Promise.all(checks) };
  }
  const busyAt = (outcomes: readonly unknown[]) => outcomes.flatMap((outcome, at) => (outcome === 'BUSY' ? [at] : []));

  test('are done one after the other, for unknown names as well, in the order in which they came', async () => {
    const { order, outcomes } = flood([1, 2, 3, 4, 5].map((at) => ({ address: `10.0.0.${at}` })));
    expect(busyAt(await outcomes)).toEqual([]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  test('of one address wait four at a time, and leave room for others', async () => {
    const { passwords, outcomes } = flood([asker, asker, asker, asker, asker, { address: '10.0.0.2' }, asker]);
    expect(busyAt(await outcomes)).toEqual([4, 6]);
    expect(await passwords.isRight('x', null, asker)).toBe(false);
  });

  test('wait 32 at a time in all, and those of people who are signed in besides', async () => {
    const strangers = Array.from({ length: 34 }, (_, at) => ({ address: `10.0.0.${at}` }));
    const { outcomes } = flood([...strangers, { personId: 'person_1' }]);
    expect(busyAt(await outcomes)).toEqual([32, 33]);
  });

  test('that fail hold nobody up', async () => {
    const passwords = createPasswords(cheap);
    const broken = passwords.isRight('x', 'no hash at all', asker);
    const next = passwords.isRight('x', null, asker);
    await expect(broken).rejects.toThrow();
    expect(await next).toBe(false);
  });
});

test('too many checks are told apart from a failure', async () => {
  expect(await unlessBusy(Promise.resolve(true))).toBe(true);
  expect(await unlessBusy(Promise.reject(new PasswordsBusyError()))).toMatchObject({ code: 'BUSY' });
  await expect(unlessBusy(Promise.reject(new Error('no')))).rejects.toThrow('no');
});
