import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { authorize, isAllowed } from '../../kernel/principal.ts';
import type { Caller } from '../../kernel/record.ts';
import type { ShareSubscriptions } from '../../kernel/subscription.ts';
import { type AsSeen, readAsSeen, Viewing } from '../sessions/index.ts';
import type { Command } from './command.ts';
import { commandFilterInput } from './input.ts';
import type { CommandFilter, CommandPage, CommandReader } from './store.ts';
import { subjectOf } from './subject.ts';
import { createCommandWatch } from './watching.ts';

const firstInput = z.number().int().min(1, 'at least 1').max(500, 'at most 500; take the next page with after');

interface ReadingPorts {
  readonly reader: CommandReader;
  readonly epoch: string;
  readonly shareSubscriptions: ShareSubscriptions;
}

export type CommandReading = ReturnType<typeof createCommandReading>;

/** Looking at commands: one, a list, and the changes as they come. */
export function createCommandReading({ reader, epoch, shareSubscriptions }: ReadingPorts) {
  return {
    /** @returns null where there is none, or none the caller may know of */
    async command(caller: Caller, id: string): Promise<Command | null> {
      authorize(caller.principal, 'session.read');
      const command = await reader.find(id);
      // As they are now: the read took its time.
      const mayKnow = command !== null && isAllowed(caller.principal, 'session.read', subjectOf(command));
      return mayKnow ? command : null;
    },

    /** @throws {InvalidInputError} when `first` or the filter is out of bounds */
    async list(
      caller: Caller,
      query: { readonly filter: CommandFilter; readonly first: number; readonly beforeRowId: number | null },
    ): Promise<AsSeen<CommandPage>> {
      const viewing = new Viewing(caller);
      parseInput(z.object({ first: firstInput, filter: commandFilterInput }), query);
      return readAsSeen(viewing, async ({ scope, fingerprint }) => ({
        ...(await reader.list({ ...query, scope })),
        fingerprint,
      }));
    },

    watch: createCommandWatch({ reader, epoch, shareSubscriptions }),
  };
}
