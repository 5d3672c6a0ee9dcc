import { builder } from '../../schema/builder.ts';
import { ErrorInterface } from '../../schema/errors.ts';
import {
  AppKeyNotFoundError,
  AppKeyRevokedError,
  LastAdminError,
  NameTakenError,
  PersonNotFoundError,
  SignInNotFoundError,
  WrongPasswordError,
} from './errors.ts';

builder.objectType(PersonNotFoundError, {
  name: 'PersonNotFoundError',
  description: 'There is no such person.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ personId: t.exposeID('personId') }),
});

builder.objectType(NameTakenError, {
  name: 'NameTakenError',
  description: 'Somebody else has this name.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ name: t.exposeString('takenName') }),
});

builder.objectType(LastAdminError, {
  name: 'LastAdminError',
  description: 'Without this person nobody could manage people and keys.',
  interfaces: [ErrorInterface],
});

builder.objectType(WrongPasswordError, {
  name: 'WrongPasswordError',
  description: 'The current password is another one.',
  interfaces: [ErrorInterface],
});

builder.objectType(SignInNotFoundError, {
  name: 'SignInNotFoundError',
  description: 'There is no such sign-in, or none the caller may end.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ signInId: t.exposeID('signInId') }),
});

builder.objectType(AppKeyNotFoundError, {
  name: 'AppKeyNotFoundError',
  description: 'There is no such key.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ appKeyId: t.exposeID('appKeyId') }),
});

builder.objectType(AppKeyRevokedError, {
  name: 'AppKeyRevokedError',
  description: 'The key is revoked for good; make another.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ appKeyId: t.exposeID('appKeyId') }),
});
