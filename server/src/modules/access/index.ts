export type { AccessReader, SessionTokenStore, SignInStore } from './store.ts';
