export { HostConnections } from './connections.ts';
export { HostAwayError } from './errors.ts';
export type { Host, HostAbilities, HostLoad, HostSystem } from './host.ts';
export type { HostJoinCode } from './join-code.ts';
export type { HostReader, HostScope, HostStore } from './store.ts';
