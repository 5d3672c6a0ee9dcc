import { DomainError } from '../../kernel/errors.ts';
import type { Command, CommandProblem } from './command.ts';

/** Thrown when no command of this id exists, or the caller may not know of it. */
export class CommandNotFoundError extends DomainError {
  readonly code = 'COMMAND_NOT_FOUND';
  readonly commandId: string;

  constructor(commandId: string) {
    super(`There is no command ${commandId} here. Take the id from the list; it goes with its session.`);
    this.commandId = commandId;
  }
}

/** Thrown to a host that begins, or tells of, what is not its to do any more. */
export class CommandClosedError extends DomainError {
  readonly code = 'COMMAND_CLOSED';
  readonly command: Command;

  constructor(command: Command) {
    super(`Command ${command.id} is ${command.state}: nothing more of this may be done to it.`);
    this.command = command;
  }
}

/** Thrown to a host that tells a command's end before all of its output. */
export class OutputMissingError extends DomainError {
  readonly code = 'OUTPUT_MISSING';
  readonly nextOffset: number;

  constructor({ id, outputBytes }: Command) {
    super(`Of the output of ${id} the first ${outputBytes} bytes are here. Send the rest, then its end.`);
    this.nextOffset = outputBytes;
  }
}

/** Thrown when a session's host says that it cannot, or will not, run something. */
export class CommandRefusedError extends DomainError {
  readonly code = 'COMMAND_REFUSED';
  readonly problem: CommandProblem;

  constructor(problem: CommandProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Thrown when as many commands of a session are open as may be. */
export class CommandLimitError extends DomainError {
  readonly code = 'COMMAND_LIMIT';
  readonly limit: number;

  constructor(limit: number) {
    super(`${limit} commands of this session wait or run. Wait for one, or cancel one.`);
    this.limit = limit;
  }
}
