import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import { createEpoch, createIds } from '../kernel/ids.ts';
import { localUrl } from '../kernel/local-url.ts';
import type { Caller } from '../kernel/record.ts';
import { LiveAccess } from '../modules/access/index.ts';
import { createPeopleService } from '../modules/access/people.ts';
import { createHostService } from '../modules/hosts/service.ts';
import { openStore } from '../store/store.ts';
import type { AdminDesk } from './admin.ts';
import { CommandError, decidedElsewhere, nameTaken, nobodyCalled } from './command-error.ts';

const caller: Caller = { principal: { kind: 'TERMINAL' }, origin: null };

/** Works on the database itself. @throws {DataDirectoryInUseError} when a server has it open */
export async function openLocalDesk(config: Config): Promise<AdminDesk> {
  const live = new LiveAccess(systemClock);
  const { directory } = live;
  const store = await openStore({
    dataDir: config.dataDir,
    newEpoch: createEpoch(),
    onCommit: ({ access }) => void live.observe(access, []),
  });
  await live.load(store.access);
  const people = createPeopleService({
    clock: systemClock,
    createId: createIds(),
    directory,
    write: store.write,
    publicUrl: () => futureUrl(config),
  });

  const hosts = createHostService({
    clock: systemClock,
    createId: createIds(),
    write: store.write,
    // To let a host in ends no session.
    follow: { approvalChanged: () => Promise.resolve(), sessionEnded: () => Promise.resolve() },
    watchGrace: () => undefined,
  });

  return {
    create: (name) =>
      explained(name, async () => {
        const { setUpLink } = await people.createPerson(caller, { name, role: 'ADMIN' });
        return setUpLink.url;
      }),
    reset: (name) =>
      explained(name, async () => {
        const person = directory.personByName(name);
        if (person === null) throw nobodyCalled(name);
        if (person.identity !== null) throw decidedElsewhere(person.name, person.identity.issuer);
        const { id, userId } = person;
        await people.updatePerson(caller, { id, name: person.name, role: 'ADMIN', userId });
        return (await people.resetPassword(caller, { id })).setUpLink.url;
      }),
    async letHostIn(terms) {
      try {
        return await hosts.createJoinCode(caller, terms);
      } catch (error) {
        throw error instanceof DomainError ? new CommandError(error.message) : error;
      }
    },
    close: () => store.close(),
  };
}

async function explained<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError)
      throw error.code === 'NAME_TAKEN' ? nameTaken(name) : new CommandError(error.message);
    throw error;
  }
}

/** Where the server will be: it does not run. */
function futureUrl({ publicUrl, host, port }: Config): string {
  if (publicUrl !== null) return publicUrl;
  if (port !== 0) return localUrl(host, port);
  throw new CommandError('ROLLCALL_PORT is 0, so nobody knows the address before the server runs. Start it first.');
}
