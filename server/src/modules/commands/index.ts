export { commandFollows, endCommandsOf, loseCommandsOf } from './changing.ts';
export { type CommandCheck, CommandChecks } from './checks.ts';
export * from './command.ts';
export type {
  CommandFilter,
  CommandOutputStore,
  CommandReader,
  CommandStore,
  OutputStream,
  PlacedChunk,
} from './store.ts';
