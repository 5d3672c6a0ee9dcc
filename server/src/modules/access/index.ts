export { type AppKey, type KeySecret } from './app-key.ts';
export { Directory } from './directory.ts';
export { LastUses } from './last-uses.ts';
export { foldName, type Person, type SetUpCode, type SignIn } from './person.ts';
export type {
  AccessChanges,
  AccessReader,
  AppKeyStore,
  FoundToken,
  PeopleStore,
  SessionToken,
  SessionTokenStore,
} from './store.ts';
export { Visitors } from './visitors.ts';
