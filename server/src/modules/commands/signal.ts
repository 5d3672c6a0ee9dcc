import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import { nameRights } from '../../kernel/revision.ts';
import {
  type Look,
  type OpenSharedSubscription,
  type SharedSource,
  type ShareSubscriptions,
  SlowConsumerError,
} from '../../kernel/subscription.ts';
import { type Command, isOpen } from './command.ts';
import { CommandNotFoundError } from './errors.ts';
import { outputInput } from './input.ts';
import type { CommandOutput, CommandReader } from './store.ts';
import { subjectOf } from './subject.ts';

/** The most output of one message, but for the chunk that goes beyond it: what a socket takes without a pause. */
const messageBytes = 131_072;

interface Found {
  readonly output: CommandOutput | null;
}

interface OutputPorts {
  readonly reader: Pick<CommandReader, 'find' | 'output'>;
  readonly shareSubscriptions: ShareSubscriptions;
}

export type OpenCommandOutput = ReturnType<typeof createCommandOutput>;

export function createCommandOutput({ reader, shareSubscriptions }: OutputPorts) {
  const open: OpenSharedSubscription<CommandOutput, Found> = shareSubscriptions();

  /**
   * What a command wrote from a byte on, then what it writes; over after the message that ends it. However many read
   * along, each byte comes once, in its order.
   * @throws {InvalidInputError} when the offset is none
   * @throws {CommandNotFoundError} when there is none the caller may know of, also later on
   * @throws {ForbiddenError} when the caller may read no session at all any more
   * @throws {SlowConsumerError} later on, when the reader leaves what there is to tell
   */
  return async function openCommandOutput(
    caller: Caller,
    input: { readonly commandId: string; readonly afterOffset: number },
  ): Promise<AsyncIterableIterator<CommandOutput>> {
    authorize(caller.principal, 'session.read');
    const { commandId, afterOffset } = parseInput(outputInput, input);
    requireReadable(caller, commandId, await reader.find(commandId));
    return open(new OutputReading(reader, caller, { commandId, afterOffset }));
  };
}

/** One reader's place in the output of a command. */
class OutputReading implements SharedSource<CommandOutput, Found> {
  readonly wakesOn: string;
  readonly #reader: Pick<CommandReader, 'output'>;
  readonly #caller: Caller;
  #offset: number;
  #isOver = false;

  constructor(
    reader: Pick<CommandReader, 'output'>,
    caller: Caller,
    start: { readonly commandId: string; readonly afterOffset: number },
  ) {
    this.#reader = reader;
    this.#caller = caller;
    this.wakesOn = start.commandId;
    this.#offset = start.afterOffset;
  }

  question(): string {
    // Whoever is told the same message has the same rights.
    return `${this.wakesOn} ${this.#offset} ${nameRights(this.#caller.principal)}`;
  }

  async look(): Promise<Found> {
    const { principal } = this.#caller;
    const found = await this.#reader.output(this.wakesOn, this.#offset, messageBytes);
    if (found === null) return { output: null };
    const { command, chunks } = found;
    const last = chunks.at(-1);
    const offset = last === undefined ? this.#offset : last.offset + last.data.length;
    // Of what is old, or was never sent, nothing more comes either.
    const isEnd = !isOpen(command) && (last === undefined || offset >= command.outputBytes);
    return { output: { command, chunks, offset, isEnd, readBy: principal } };
  }

  take({ output }: Found): Look<CommandOutput> {
    if (this.#isOver || output === null) return { kind: 'DONE' };
    requireReadable(this.#caller, this.wakesOn, output.command);
    if (output.chunks.length === 0 && !output.isEnd) return { kind: 'NOTHING' };
    this.#offset = output.offset;
    this.#isOver = output.isEnd;
    return { kind: 'MESSAGE', message: output, hasMore: true };
  }

  giveUp({ output }: Found): SlowConsumerError | null {
    const hasMore = output !== null && !this.#isOver && (output.chunks.length > 0 || output.isEnd);
    return hasMore ? new SlowConsumerError(this.#offset) : null;
  }
}

function requireReadable({ principal }: Caller, commandId: string, command: Command | null): void {
  authorize(principal, 'session.read');
  if (command === null || !isAllowed(principal, 'session.read', subjectOf(command)))
    throw new CommandNotFoundError(commandId);
}
