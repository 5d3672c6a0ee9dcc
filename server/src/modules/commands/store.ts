import type { SessionScope } from '../../kernel/principal.ts';
import type { SharedMessage } from '../../kernel/subscription.ts';
import type { Asker } from '../sessions/index.ts';
import type { Command, CommandState } from './command.ts';
import type { outputStreams } from './input.ts';

/** The commands as a unit of work sees them. */
export interface CommandStore {
  find(id: string): Promise<Command | null>;
  /** What was asked of a session with this key. */
  findByKey(sessionId: string, key: string): Promise<Command | null>;
  /** What an approval is about. */
  findByApproval(approvalId: string): Promise<Command | null>;
  /** Those of a session of which something may still come, oldest first. */
  openOf(sessionId: string): Promise<readonly Command[]>;
  /** Those that run on a host, oldest first. */
  runningOf(hostId: string): Promise<readonly Command[]>;
  /** It takes the registry's next revision. @returns the command with it */
  insert(command: Command): Promise<Command>;
  /** It takes the registry's next revision. @returns the command with it */
  update(command: Command): Promise<Command>;
  /** Its output has grown: no revision moves, and those alone are told who read its output. */
  saveOutputBytes(command: Pick<Command, 'id' | 'outputBytes' | 'isOutputTruncated'>): Promise<void>;
}

export type OutputStream = (typeof outputStreams)[number];

/** Some bytes that a command wrote, one after the other, to one of its streams. */
export interface OutputChunk {
  readonly stream: OutputStream;
  /** When the host read them; milliseconds UTC of its clock. */
  readonly atMs: number;
  readonly data: Uint8Array;
}

export interface PlacedChunk extends OutputChunk {
  /** How many bytes of output stand before it. */
  readonly offset: number;
}

/** Some output of a command, in its order. */
export interface CommandOutput extends SharedMessage {
  readonly command: Command;
  readonly chunks: readonly PlacedChunk[];
  /** Where this message ends: how many bytes its reader has by now. */
  readonly offset: number;
  /** Nothing comes after it. */
  readonly isEnd: boolean;
}

/** What commands wrote, as a unit of work sees it. */
export interface CommandOutputStore {
  append(commandId: string, chunks: readonly PlacedChunk[]): Promise<void>;
  /** Removes output of commands that ended before `endedBeforeMs`, at most `limit` chunks. @returns whether there is more */
  removeOld(endedBeforeMs: number, limit: number): Promise<boolean>;
}

/** Which commands; members narrow each other, values within a list widen. */
export interface CommandFilter {
  readonly sessionId?: string | undefined;
  readonly hostId?: string | undefined;
  readonly states?: readonly CommandState[] | undefined;
}

/** What a watch may be narrowed to: nothing that changes, so that no command leaves it unheard. */
export type WatchedCommands = Omit<CommandFilter, 'states'>;

export interface CommandPage {
  readonly rows: readonly { readonly rowId: number; readonly command: Command }[];
  readonly hasMore: boolean;
  /** The registry's revision at the same read. */
  readonly revision: number;
}

/** What changed after a revision, as it is now: one message of a watch. */
export interface CommandChanges {
  readonly upserted: readonly Command[];
  /** Where these changes end. */
  readonly revision: number;
  /** The past after the given revision is gone. */
  readonly resync: boolean;
}

/** Committed commands, for reading. */
export interface CommandReader {
  find(id: string): Promise<Command | null>;
  /** What these approvals are about, where that is a command. */
  ofApprovals(approvalIds: readonly string[]): Promise<readonly Command[]>;
  /** Newest first. @param beforeRowId continues after the command of this row */
  list(
    query: {
      readonly filter: CommandFilter;
      /** Which of them the reader may know of. */
      readonly scope: SessionScope;
      readonly first: number;
      readonly beforeRowId: number | null;
    },
    asker?: Asker,
  ): Promise<CommandPage>;
  /**
   * The changes after `afterRevision` within the scope, of which the filter lets some through; at most `limit` of them.
   * Without any there are none behind `revision` either.
   */
  changesAfter(
    afterRevision: number,
    filter: WatchedCommands,
    scope: SessionScope,
    limit: number,
  ): Promise<CommandChanges & { readonly hasMore: boolean }>;
  /** Those that a host waits for or runs. */
  ofHost(hostId: string): Promise<readonly Command[]>;
  /** Of a host, what changed after a revision, oldest change first. */
  changedOfHost(hostId: string, afterRevision: number, limit: number): Promise<readonly Command[]>;
  /** The output from `fromOffset` on, in whole chunks but for the first, about `limitBytes` of it, and the command at the same read. */
  output(
    commandId: string,
    fromOffset: number,
    limitBytes: number,
  ): Promise<{ readonly command: Command; readonly chunks: readonly PlacedChunk[] } | null>;
  /** The newest revision. */
  head(): Promise<number>;
}
