import { DomainError } from '../../kernel/errors.ts';

/** Thrown when there is no person of this id. */
export class PersonNotFoundError extends DomainError {
  readonly code = 'PERSON_NOT_FOUND';
  readonly personId: string;

  constructor(personId: string) {
    super(`There is no person ${personId} here. Look at the list of people again.`);
    this.personId = personId;
  }
}

/** Thrown when somebody else has this name already. */
export class NameTakenError extends DomainError {
  readonly code = 'NAME_TAKEN';
  readonly takenName: string;

  constructor(name: string) {
    super(`Somebody is called ${name} already. Choose another name.`);
    this.takenName = name;
  }
}

/** Thrown when nobody could manage people and keys without this person. */
export class LastAdminError extends DomainError {
  readonly code = 'LAST_ADMIN';

  constructor(name: string) {
    super(`${name} is the last admin. Somebody else who can sign in has to be an admin first.`);
  }
}

/** Thrown when the current password, asked for once more, is another one. */
export class WrongPasswordError extends DomainError {
  readonly code = 'WRONG_PASSWORD';

  constructor() {
    super('This is not your current password. Nothing was changed.');
  }
}

/** Thrown when there is no sign-in of this id, or none the caller may end. */
export class SignInNotFoundError extends DomainError {
  readonly code = 'SIGN_IN_NOT_FOUND';
  readonly signInId: string;

  constructor(signInId: string) {
    super(`There is no sign-in ${signInId} here that you may end; it may be over already.`);
    this.signInId = signInId;
  }
}

/** Thrown when there is no key of this id. */
export class AppKeyNotFoundError extends DomainError {
  readonly code = 'APP_KEY_NOT_FOUND';
  readonly appKeyId: string;

  constructor(appKeyId: string) {
    super(`There is no app key ${appKeyId} here. Look at the list of keys again.`);
    this.appKeyId = appKeyId;
  }
}

/** Thrown when a revoked key is to be changed. */
export class AppKeyRevokedError extends DomainError {
  readonly code = 'APP_KEY_REVOKED';
  readonly appKeyId: string;

  constructor(appKeyId: string) {
    super(`App key ${appKeyId} is revoked, for good. Make another one.`);
    this.appKeyId = appKeyId;
  }
}
