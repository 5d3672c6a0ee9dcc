export { KillNotFoundError, SessionKilledRecentlyError } from './errors.ts';
export type { Kill, KilledAs, KillEvidence, KillState } from './kill.ts';
export { complete as completeKill, defaultGraceMs, nameSurvivors } from './kill.ts';
export { changeKill, orderKill } from './ordering.ts';
export { PendingKills } from './pending-kills.ts';
export type { KillReader, KillStore } from './store.ts';
