import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { accessRecordsOf, addPerson, admit, firstAdmin, password, signInAgain, who } from '../../app-access.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import { WrongPasswordError } from './errors.ts';

const newPassword = 'a quite other password';

describe('one’s own password', () => {
  test('is changed by whoever knows it, which ends their other sign-ins and nobody else’s', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const bob = await addPerson(app, ada.caller, { name: 'bob' });
    const other = await signInAgain(app, 'bob');
    const stays = await Promise.all([ada, bob, other].map(({ secret }) => admit(app, { signIn: secret })));
    await app.services.account.changePassword(bob.caller, { currentPassword: password, newPassword });
    expect(stays.map(({ refusals }) => refusals())).toEqual([0, 0, 1]);
    expect(accessRecordsOf(app).slice(-2)).toEqual([
      `PASSWORD_SET ${bob.id} by PERSON`,
      expect.stringMatching(/^SIGN_IN_ENDED signin_\S+ by PERSON$/),
    ]);
    await expect(signInAgain(app, 'bob')).rejects.toThrow('SIGN_IN_REFUSED');
    expect((await signInAgain(app, 'bob', newPassword)).id).toBe(bob.id);
  });

  test('stays where the current one is another, or the new one will not do', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { changePassword } = app.services.account;
    await expect(changePassword(ada.caller, { currentPassword: 'wrong', newPassword })).rejects.toThrow(
      WrongPasswordError,
    );
    for (const bad of ['short', 'x'.repeat(201)]) {
      const change = changePassword(ada.caller, { currentPassword: password, newPassword: bad });
      await expect(change).rejects.toThrow(InvalidInputError);
    }
    expect((await signInAgain(app, 'ada')).id).toBe(ada.id);
  });

  test('changed twice at once is changed once', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const { changePassword } = app.services.account;
    const changes = [newPassword, `${newPassword} two`].map((chosen) =>
      changePassword(ada.caller, { currentPassword: password, newPassword: chosen }),
    );
    expect((await Promise.allSettled(changes)).map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  test('may be guessed nine times; the tenth wrong guess ends the sign-in', async () => {
    const app = await startApp();
    const ada = await firstAdmin(app);
    const guess = () => app.services.account.changePassword(ada.caller, { currentPassword: 'wrong', newPassword });
    for (let count = 0; count < 9; count += 1) await expect(guess()).rejects.toThrow(WrongPasswordError);
    expect(await who(app, { signIn: ada.secret })).not.toBeNull();
    await expect(guess()).rejects.toThrow(WrongPasswordError);
    expect(await who(app, { signIn: ada.secret })).toBeNull();
  });

  test('is a thing that only people have', async () => {
    const app = await startApp();
    for (const caller of [admin, owner()]) {
      const change = app.services.account.changePassword(caller, { currentPassword: password, newPassword });
      await expect(change).rejects.toThrow(ForbiddenError);
      await expect(app.services.account.endOtherSignIns(caller)).rejects.toThrow(ForbiddenError);
    }
  });
});

test('all other sign-ins of one’s own are ended at once', async () => {
  const app = await startApp();
  const ada = await firstAdmin(app);
  const bob = await addPerson(app, ada.caller, { name: 'bob' });
  const others = [await signInAgain(app, 'ada'), await signInAgain(app, 'ada')];
  const stays = await Promise.all([ada, bob, ...others].map(({ secret }) => admit(app, { signIn: secret })));
  expect(await app.services.account.endOtherSignIns(ada.caller)).toBe(2);
  expect(stays.map(({ refusals }) => refusals())).toEqual([0, 0, 1, 1]);
  expect(await app.services.account.endOtherSignIns(ada.caller)).toBe(0);
});
