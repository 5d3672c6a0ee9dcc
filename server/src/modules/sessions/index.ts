export type { AsSeen } from './as-seen.ts';
export { createChangesWatch, type WatchMessage } from './changes-watch.ts';
export { endSession, type EndingStores, type FollowUps } from './ending.ts';
export { SessionEndedError, SessionNotActiveError, SessionNotFoundError, SessionSupersededError } from './errors.ts';
export { namesInput } from './filter-input.ts';
export { idInput, messageInput, metadataInput } from './input.ts';
export { type LeaseFacts, Leases } from './leases.ts';
export { isSuperseded, requireAllowed, requireOwned, requireOwnedRunning } from './owned.ts';
export { OwnerConnection } from './owner-connection.ts';
export { RecentKills } from './recent-kills.ts';
export { cutOffMs, type Remote, type SafetyMode, safetyModes } from './remote.ts';
export { approveStart, requiresApproval, startRemote } from './remote-transitions.ts';
export * from './session.ts';
export type {
  ChangedSessions,
  SessionCount,
  SessionCountBy,
  SessionFilter,
  SessionOrder,
  SessionPage,
  SessionPlace,
  Asker,
  SessionReader,
  SessionStore,
} from './store.ts';
export { countLimit } from './store.ts';
export { beginEnding, changesHands } from './transitions.ts';
export { readAsSeen, Viewing } from './viewing.ts';
