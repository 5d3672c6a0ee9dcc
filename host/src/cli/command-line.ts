import { parseArgs } from 'node:util';
import { PolicyError } from '../policy.ts';
import { check } from './check.ts';
import { CommandLineError } from './errors.ts';

/** What the command line takes from its process. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

const help = `rollcall host: runs commands on this machine for a Rollcall server

  host check [--policy FILE] [--state DIR]   what this machine allows and can do, without a server

The policy says what is allowed, whoever asks. See docs/hosts.md.`;

const options = {
  policy: { type: 'string' },
  state: { type: 'string' },
} as const;

/** Runs one command and gives the code to exit with. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const { values, positionals } = parse(words);
    const [command, ...rest] = positionals;
    if (rest.length > 0) throw new CommandLineError(`There is nothing to do with: ${rest.join(' ')}`);
    switch (command) {
      case 'check':
        return await check(values, terminal);
      case 'help':
        terminal.print(help);
        return 0;
      case undefined:
        throw new CommandLineError('Say what to do.');
      default:
        throw new CommandLineError(`There is no command ${command}.`);
    }
  } catch (error) {
    if (error instanceof PolicyError) terminal.complain(error.message);
    else if (error instanceof CommandLineError) terminal.complain(`${error.message}\n\n${help}`);
    else throw error;
    return 1;
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error));
  }
}
