export { commandFollows, endCommandsOf, loseCommandsOf } from './changing.ts';
export { type CommandCheck, CommandChecks } from './checks.ts';
export * from './command.ts';
export type { CommandSpec } from './spec.ts';
export type {
  CommandChanges,
  CommandFilter,
  CommandOutputStore,
  CommandPage,
  CommandReader,
  CommandStore,
  OutputChunk,
  OutputStream,
  PlacedChunk,
} from './store.ts';
