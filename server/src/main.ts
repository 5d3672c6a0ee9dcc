#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { administer, letHostIn } from './cli/admin.ts';
import { CommandError } from './cli/command-error.ts';
import { schemaText } from './cli/print-schema.ts';
import { serve } from './cli/serve.ts';
import { ConfigError } from './config.ts';

const usage = `rollcall serve                 runs the server
rollcall admin create <name>   makes an admin, and a link to set their password
rollcall admin reset <name>    makes somebody an admin again, and a link to set a new password
rollcall host code             makes a code by which one machine becomes a host; --app <app>, --name <name>
rollcall print-schema          prints the GraphQL schema
`;

// The database and all that lies beside it is for this user's eyes alone.
process.umask(0o077);

const [command = 'serve', ...words] = process.argv.slice(2);
const print = (text: string): void => void process.stdout.write(text);

switch (command) {
  case 'serve':
    await runServer();
    break;
  case 'admin':
    await runAdmin(words);
    break;
  case 'host':
    await runHostCode(words);
    break;
  case 'print-schema':
    print(schemaText());
    break;
  case 'help':
  case '--help':
    print(usage);
    break;
  default:
    refuse(`There is no command ${command}.`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n${usage}`);
  process.exitCode = 2;
}

async function runAdmin([act, ...names]: readonly string[]): Promise<void> {
  if (act === '--help' || names.includes('--help')) return void print(usage);
  const flag = names.find((word) => word.startsWith('-'));
  if (flag !== undefined) return void refuse(`There is no option ${flag}, and nobody is called so.`);
  const name = names.join(' ');
  if ((act !== 'create' && act !== 'reset') || name === '') return void refuse('Say what to do, and to whom.');
  await explained(() => administer(act, name, { env: process.env, print }));
}

async function runHostCode([act, ...args]: readonly string[]): Promise<void> {
  if (act === '--help' || args.includes('--help')) return void print(usage);
  if (act !== 'code') return void refuse('Say what to do: host code. To join and run: rollcall-host.');
  try {
    const options = { app: { type: 'string' }, name: { type: 'string' } } as const;
    const { values } = parseArgs({ args, options, strict: true });
    await explained(() => letHostIn(values, { env: process.env, print }));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

async function runServer(): Promise<void> {
  // When thousands come at once V8 takes what is made for each message to last, and then makes it among its old objects for
  // ever. Dead ones there keep alive what they point to: half of what each collection of young objects had to copy.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second one does not wait for connections to end; what was acknowledged is on disk.
      if (stop.signal.aborted) process.exit(1);
      stop.abort();
    });
  }
  await explained(() => serve({ env: process.env, print, signal: stop.signal }));
}

async function explained(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError || error instanceof CommandError) return error.message;
  if (error.name === 'DataDirectoryInUseError') return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is in use. Stop what holds it, or set ROLLCALL_PORT to another one.`;
  if (code?.startsWith('SQLITE_') === true) {
    return `The database cannot be used (${code}: ${error.message}). Look whether ROLLCALL_DATA_DIR is the right folder, writable, and its disk not full; a damaged file has to come from a backup.`;
  }
  if (code === 'EACCES' || code === 'ENOENT' || code === 'ENOTDIR' || code === 'EROFS' || code === 'EPERM') {
    return `${error.message}. Give the server a ROLLCALL_DATA_DIR that it may write to.`;
  }
  return error.stack ?? error.message;
}
