import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { type RollcallClient, type RollcallError, createClient } from '@rollcall/sdk';
import { JoinHostDocument } from '@rollcall/sdk/operations';
import { findAbilities } from '../abilities.ts';
import { systemClock } from '../clock.ts';
import { toAbilitiesInput } from '../link/sdk-server.ts';
import { describeSystem } from '../machine/description.ts';
import { lookAtMachine } from '../machine/machine.ts';
import { openStateFolder } from '../state/folder.ts';
import { hashOfKey, openKey } from '../state/key.ts';
import { keepMembership, readMembership } from '../state/membership.ts';
import type { Flags, Terminal } from './command-line.ts';
import { CommandLineError, FailedError } from './errors.ts';
import { readPolicyFile } from './policy-file.ts';

/** Makes this machine a host of a server. Safe to repeat, as the answer may be lost. */
export async function join(flags: Flags, { environment, program, print }: Terminal): Promise<number> {
  const { server, code = environment['ROLLCALL_JOIN_CODE'], label = [] } = flags;
  if (server === undefined) throw new CommandLineError('Say where the server is, with --server.');
  if (code === undefined) throw new CommandLineError('Show the join code that an admin made, with --code.');
  const stateFolder = openStateFolder(flags.state);
  const known = readMembership(stateFolder);
  if (known !== undefined) {
    throw new FailedError(
      `This machine is ${known.name} at ${known.server} already. For another, use another --state.`,
    );
  }
  const key = openKey(stateFolder);
  const machine = lookAtMachine(readPolicyFile(flags.policy, stateFolder), { stateFolder, environment });
  const input = {
    name: flags.name ?? hostname(),
    labels: label,
    keyHash: hashOfKey(key),
    system: describeSystem(),
    abilities: toAbilitiesInput(machine, await findAbilities(machine, systemClock)),
  };
  const { joinHost } = await ask(server, code, (client) => client.request(JoinHostDocument, { input }));
  if (joinHost.__typename !== 'JoinHostSuccess') throw new FailedError(joinHost.message);
  const { id: hostId, name } = joinHost.host;
  const policy = flags.policy === undefined ? undefined : resolve(flags.policy);
  keepMembership(stateFolder, { server, hostId, name, policy });
  const state = flags.state === undefined ? '' : ` --state ${stateFolder}`;
  print(`This machine is now ${name} (${hostId}) at ${server}.\nStart it: ${program} run${state}`);
  return 0;
}

/** An answer, or the first reason why there is none. */
async function ask<Answer>(
  url: string,
  key: string,
  question: (client: RollcallClient) => Promise<Answer>,
): Promise<Answer> {
  let fail: (error: RollcallError) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => undefined);
  try {
    const client = createClient({ url, key, onError: (error) => fail(error) });
    try {
      return await Promise.race([question(client), failed]);
    } finally {
      await client.close();
    }
  } catch (error) {
    throw new FailedError(explain(error, url));
  }
}

function explain(error: unknown, url: string): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'UNAUTHENTICATED') {
    return 'The server does not accept this join code: it is wrong, used, or older than it may be. An admin makes another one.';
  }
  if ('code' in error && error.code === 'CONNECTION_LOST')
    return `No Rollcall server answers at ${url}: ${error.message}`;
  return error.message;
}
