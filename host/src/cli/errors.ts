/** Thrown when the words of a command line cannot be meant; what can is shown with it. */
export class CommandLineError extends Error {}

/** Thrown when what was asked for cannot be done; its message says what to do next. */
export class FailedError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
