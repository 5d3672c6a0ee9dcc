import { parseArgs } from 'node:util';
import { PolicyError } from '../policy.ts';
import { check } from './check.ts';
import { CommandLineError, FailedError } from './errors.ts';
import { join } from './join.ts';
import { run } from './run.ts';

/** What the command line takes from its process. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What comes before the words on this command line, as people type it. */
  readonly program: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Calls back whenever the process is asked to end, which one Ctrl+C may do more than once. */
  readonly onStop: (stop: () => void) => void;
}

const help = `rollcall host: runs commands on this machine for a Rollcall server

  host join --server URL --code rjc_… [--name NAME] [--label LABEL]…
                        makes this machine a host; an admin makes the code
  host run              works for the server, until it is stopped
  host check            says what the policy comes to on this machine

  --policy FILE         what this machine allows (the one it joined with, or policy.json in the state folder)
  --state DIR           where its key is kept (~/.rollcall-host)

See docs/hosts.md.`;

const options = {
  server: { type: 'string' },
  code: { type: 'string' },
  name: { type: 'string' },
  label: { type: 'string', multiple: true },
  policy: { type: 'string' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type Flags = ReturnType<typeof parse>['values'];

/** Which of the flags a command takes. */
const commands: Readonly<
  Record<string, { run: (flags: Flags, terminal: Terminal) => Promise<number>; flags: readonly string[] }>
> = {
  join: { run: join, flags: ['server', 'code', 'name', 'label', 'policy', 'state'] },
  run: { run, flags: ['policy', 'state'] },
  check: { run: check, flags: ['policy', 'state'] },
};

/** Runs one command and gives the code to exit with. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const { values, positionals } = parse(words);
    const [name, ...rest] = positionals;
    if (values.help === true || name === 'help') {
      terminal.print(help);
      return 0;
    }
    const command = name === undefined ? undefined : commands[name];
    if (command === undefined)
      throw new CommandLineError(name === undefined ? 'Say what to do.' : `There is no host ${name}.`);
    if (rest.length > 0) throw new CommandLineError(`There is nothing to do with: ${rest.join(' ')}`);
    const odd = Object.keys(values).filter((flag) => !command.flags.includes(flag));
    if (odd.length > 0) throw new CommandLineError(`host ${name ?? ''} takes no --${odd.join(', --')}.`);
    if (process.platform !== 'linux') throw new FailedError('A host needs Linux: it ends for sure what it starts.');
    return await command.run(values, terminal);
  } catch (error) {
    if (error instanceof CommandLineError) terminal.complain(`${error.message}\n\n${help}`);
    else if (error instanceof PolicyError || error instanceof FailedError) terminal.complain(error.message);
    else throw error;
    return error instanceof FailedError ? error.exitCode : 1;
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error));
  }
}
