/** Thrown when the words of a command line cannot be meant. */
export class CommandLineError extends Error {}
