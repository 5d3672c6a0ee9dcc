import { RollcallError } from './errors.ts';
import type { CommandProblem } from './generated/graphql.ts';

/** Thrown when a session waits for a person to let it start. */
export class SessionNotActiveError extends RollcallError {
  override readonly code = 'SESSION_NOT_ACTIVE';
}

/** Thrown when the server knows no such command. */
export class CommandNotFoundError extends RollcallError {
  override readonly code = 'COMMAND_NOT_FOUND';
}

/** Thrown to a host when a command is not to be begun, or not to be told of any more. */
export class CommandClosedError extends RollcallError {
  override readonly code = 'COMMAND_CLOSED';
}

/** Thrown when a host cannot run something, or will not. */
export class CommandRefusedError extends RollcallError {
  override readonly code = 'COMMAND_REFUSED';
  readonly problem: CommandProblem | null;

  constructor(message: string, problem: CommandProblem | null) {
    super(message);
    this.problem = problem;
  }
}

/** Thrown when as many commands of a session wait or run as may. */
export class CommandLimitError extends RollcallError {
  override readonly code = 'COMMAND_LIMIT';
  readonly limit: number | null;

  constructor(message: string, limit: number | null) {
    super(message);
    this.limit = limit;
  }
}

/** Thrown to a host that tells a command's end before all of its output. */
export class OutputMissingError extends RollcallError {
  override readonly code = 'OUTPUT_MISSING';
  /** Where what is missing begins. */
  readonly nextOffset: number | null;

  constructor(message: string, nextOffset: number | null) {
    super(message);
    this.nextOffset = nextOffset;
  }
}
