export type { AccessReader, SessionToken, SessionTokenStore, SignIn, SignInStore } from './store.ts';
