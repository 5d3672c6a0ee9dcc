import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type AppKeyStore, mightStill, type PeopleStore } from '../access/index.ts';
import { actOn, type ApprovalTimes, type FollowApproval, takeBack } from '../approvals/index.ts';
import type { HostConnections } from '../hosts/index.ts';
import { type EndingStores, isRunning, SessionSupersededError } from '../sessions/index.ts';
import { changeCommand } from './changing.ts';
import type { CommandChecks } from './checks.ts';
import { type Command, isOpen, maxOutputBytes } from './command.ts';
import { CommandClosedError, CommandNotFoundError, OutputMissingError } from './errors.ts';
import { appendInput, finishInput, parseCheckAnswer, startInput } from './input.ts';
import { appendOutput } from './output.ts';
import type { CommandOutputStore } from './store.ts';
import { subjectOf } from './subject.ts';
import { finish, isStartedBy, requestCancel, start, withdraw } from './transitions.ts';

export type CommandStores = EndingStores & {
  readonly commandOutput: CommandOutputStore;
  readonly people: PeopleStore;
  readonly keys: AppKeyStore;
};

interface ExecutionPorts {
  readonly clock: Clock;
  readonly checks: CommandChecks;
  readonly times: ApprovalTimes;
  readonly write: UnitOfWork<CommandStores>;
  readonly follow: FollowApproval;
  readonly connections: Pick<HostConnections, 'instanceOf'>;
}

export type CommandExecution = ReturnType<typeof createCommandExecution>;

/** What a host says of the commands that it is given. */
export function createCommandExecution({ clock, checks, times, connections, write, follow }: ExecutionPorts) {
  /** @throws {CommandNotFoundError} when the host has no such command */
  async function findOwn({ commands }: EndingStores, { principal }: Caller, id: string): Promise<Command> {
    const command = await commands.find(id);
    if (command === null || principal.kind !== 'HOST' || principal.hostId !== command.hostId)
      throw new CommandNotFoundError(id);
    return command;
  }

  /** After a cut, or a start of the server, a host may ask before it is connected again: it is still the one that was heard last. */
  async function isCurrent({ hosts }: EndingStores, hostId: string, instanceId: string): Promise<boolean> {
    const current = connections.instanceOf(hostId) ?? (await hosts.find(hostId))?.instanceId;
    return current === instanceId;
  }

  return {
    /**
     * What a command would come to here, or why it cannot be.
     * @returns whether anybody still waits for it
     * @throws {InvalidInputError} when a field is out of bounds
     */
    answerCommandCheck(caller: Caller, input: unknown): boolean {
      const { principal } = caller;
      authorize(principal, 'host.work');
      const { checkId, ...answer } = parseCheckAnswer(input);
      return principal.kind === 'HOST' && checks.answer(principal.hostId, checkId, answer);
    },

    /**
     * One instance of the host takes a command, once and for all: it may run it only after this. Whoever has taken it may
     * ask again. What was approved is acted on by this; what may begin no more is closed by it.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {CommandNotFoundError} when the host has no such command
     * @throws {CommandClosedError} when it waits for no start: it was taken, is over, or its approval or session is
     * @throws {SessionSupersededError} when another instance of the host has taken over
     */
    async startCommand(caller: Caller, input: unknown): Promise<Command> {
      authorize(caller.principal, 'host.work');
      const { id, instanceId } = parseInput(startInput, input);
      const outcome = await write(async (stores) => {
        const found = await findOwn(stores, caller, id);
        if (isStartedBy(found, instanceId)) return found;
        if (!(await isCurrent(stores, found.hostId, instanceId))) throw new SessionSupersededError(found.sessionId);
        const [by, nowMs] = [actedBy(caller), clock.wallMs()];
        const command = await stillAllowed(stores, found, caller, nowMs);
        const change = start(command, instanceId, nowMs);
        return change === null ? new CommandClosedError(command) : changeCommand(stores, command, change, by, nowMs);
      });
      if (outcome instanceof CommandClosedError) throw outcome;
      return outcome;
    },

    /**
     * Stores what is new of a command's output, and says what to send next.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {CommandNotFoundError} when the host has no such command
     * @throws {CommandClosedError} when it was not started, or its end was told
     */
    appendCommandOutput(
      caller: Caller,
      input: unknown,
    ): Promise<{ readonly nextOffset: number; readonly isFull: boolean }> {
      authorize(caller.principal, 'host.work');
      const { commandId, offset, chunks } = parseInput(appendInput, input);
      const reported = chunks.map(({ data, ...chunk }) => ({ data: Buffer.from(data, 'base64'), ...chunk }));
      return write(async (stores) => {
        const command = await findOwn(stores, caller, commandId);
        // What was given up for lost may be told of as long as its end is not.
        if (command.state !== 'RUNNING' && command.state !== 'LOST') throw new CommandClosedError(command);
        const { chunks, outputBytes, isTruncated, nextOffset } = appendOutput(command, offset, reported);
        if (chunks.length > 0) await stores.commandOutput.append(commandId, chunks);
        if (chunks.length > 0 || isTruncated !== command.isOutputTruncated)
          await stores.commands.saveOutputBytes({ id: commandId, outputBytes, isOutputTruncated: isTruncated });
        return { nextOffset, isFull: outputBytes >= maxOutputBytes };
      });
    },

    /**
     * The end of a command, after all of its output; also of one that was given up for lost. A repeat changes nothing.
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {CommandNotFoundError} when the host has no such command
     * @throws {OutputMissingError} when some of its output is not here
     * @throws {CommandClosedError} when it was never started
     * @throws {SessionSupersededError} when another instance of the host runs it
     */
    finishCommand(caller: Caller, input: unknown): Promise<Command> {
      authorize(caller.principal, 'host.work');
      const { id, outputBytes, outputTruncated, ...told } = parseInput(finishInput, input);
      return write(async (stores) => {
        const command = await findOwn(stores, caller, id);
        const nowMs = clock.wallMs();
        const change = finish(command, { ...told, isOutputTruncated: outputTruncated }, nowMs);
        if (change === null) return asItIs(command);
        if (!outputTruncated && told.outcome !== 'LOST' && outputBytes !== command.outputBytes)
          throw new OutputMissingError(command);
        return changeCommand(stores, command, change, actedBy(caller), nowMs);
      });
    },
  };

  /** As it is by now: closed where its session, its approval or who asked allows no beginning any more. */
  async function stillAllowed(
    stores: CommandStores,
    command: Command,
    caller: Caller,
    nowMs: number,
  ): Promise<Command> {
    if (command.state !== 'QUEUED') return command;
    const by = actedBy(caller);
    const session = await stores.sessions.find(command.sessionId);
    if (session === null || !isRunning(session) || session.lifecycle === 'ENDING') {
      const change = requestCancel(command, nowMs);
      return change === null ? command : changeCommand(stores, command, change, by, nowMs);
    }
    const { requestedBy, approvalId } = command;
    if (!(await mightStill(stores, requestedBy, 'command.run', subjectOf(command), nowMs))) {
      const change = withdraw(command, 'Whoever asked for it may run commands here no more.', nowMs);
      const closed = change === null ? command : await changeCommand(stores, command, change, by, nowMs);
      if (approvalId !== null) await takeBack(stores, approvalId, { follow, by, nowMs });
      return closed;
    }
    if (approvalId === null) return command;
    const isActedOn = await actOn(stores, approvalId, { follow, times, by, nowMs });
    const now = (await stores.commands.find(command.id)) ?? command;
    if (isActedOn || now.state !== 'QUEUED') return now;
    // Its approval is gone, or was acted on by somebody else: nothing allows it.
    const change = requestCancel(now, nowMs);
    return change === null ? now : changeCommand(stores, now, change, by, nowMs);
  }
}

/** @throws {CommandClosedError} @throws {SessionSupersededError} */
function asItIs(command: Command): Command {
  if (command.state === 'RUNNING') throw new SessionSupersededError(command.sessionId);
  if (isOpen(command)) throw new CommandClosedError(command);
  return command;
}
