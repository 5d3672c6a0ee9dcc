export type { AppKey, KeySecret } from './app-key.ts';
export type { Person, SetUpCode, SignIn } from './person.ts';
export { foldName } from './person.ts';
export type {
  AccessChanges,
  AccessReader,
  AppKeyStore,
  FoundToken,
  PeopleStore,
  SessionToken,
  SessionTokenStore,
} from './store.ts';
