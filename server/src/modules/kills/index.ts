export { KillNotFoundError, SessionKilledRecentlyError } from './errors.ts';
export type { Kill, KilledAs, KillEvidence, KillState } from './kill.ts';
export { complete as completeKill } from './kill.ts';
export type { KillReader, KillStore } from './store.ts';
