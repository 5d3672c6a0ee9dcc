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
