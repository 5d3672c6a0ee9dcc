export * from './approval-errors.ts';
export * from './command-errors.ts';
export * from './errors.ts';
export type { KillHandler } from './lifetime.ts';
export type { ClosableSocket, SessionChanges, SessionControls, Task } from './session-controls.ts';
export type { JsonObject } from './json.ts';
