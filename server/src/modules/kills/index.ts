export { KillNotFoundError, SessionKilledRecentlyError } from './errors.ts';
export type { Kill, KilledAs, KillEvidence, KillState } from './kill.ts';
export { complete as completeKill, defaultGraceMs } from './kill.ts';
export { type KillOrder, orderKill } from './ordering.ts';
export type { KillReader, KillStore } from './store.ts';
