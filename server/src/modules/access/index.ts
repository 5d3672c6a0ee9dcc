export { type AppKey, type KeySecret } from './app-key.ts';
export { authorizeStill, mightStill } from './authority.ts';
export { nameInput } from './input.ts';
export type { HostKey, JoinCode } from './host-key.ts';
export { LiveAccess } from './live-access.ts';
export { foldName, type Person, type SetUpCode, type SignIn } from './person.ts';
export type { AccessChanges, AccessReader, AppKeyStore, PeopleStore, SessionTokenStore } from './store.ts';
