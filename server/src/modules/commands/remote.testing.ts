import { person, startApp, temporaryDir, type TestApp } from '../../app.testing.ts';
import { openSocket } from '../../app-socket.testing.ts';
import { abilities, joinHost, type JoinedHost, system } from '../hosts/host.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import type { SafetyMode } from '../sessions/index.ts';
import { openStore } from '../../store/store.ts';
import { ada, resolved } from './commanding.testing.ts';

export const operator = person({ role: 'OPERATOR', apps: ['remote'] });
export const somebodyElse: Caller = {
  principal: { ...operator.principal, ...{ personId: 'person_2', name: 'Eve' } },
  origin: 'a browser',
};

const hostWork = `subscription ($input: HostWorkInput!) {
  hostWork(input: $input) {
    isAll
    sessions { id }
    commands { id state isCancelRequested hash outputBytes spec { argv line executable env { name value } } }
    checks { id sessionId argv cwd env { name value } systemUser }
  }
}`;

/** What a host hears. */
export interface Work {
  readonly isAll: boolean;
  readonly sessions: readonly { readonly id: string }[];
  readonly commands: readonly {
    readonly id: string;
    readonly state: string;
    readonly isCancelRequested: boolean;
    readonly hash: string;
    readonly spec: object;
  }[];
  readonly checks: readonly { readonly id: string; readonly argv: readonly string[]; readonly cwd: string | null }[];
}

/** Connects a process of a host, which hears what there is to do. */
export async function connectHost(app: TestApp, { key }: Pick<JoinedHost, 'key'>, instanceId = 'one') {
  const socket = await openSocket(app, { bearer: key });
  socket.subscribe('work', hostWork, { input: { instanceId, system, abilities } });
  const next = async (): Promise<Work> => {
    const message = (await socket.next('work')) as { data?: { hostWork: Work } };
    if (message.data === undefined) throw new Error(JSON.stringify(message));
    return message.data.hostWork;
  };
  return {
    socket,
    next,
    /** The next message that tells of a command, or of a check. */
    async nextWork(): Promise<Work> {
      for (;;) {
        const work = await next();
        if (work.commands.length + work.checks.length > 0) return work;
      }
    },
  };
}

/** Where {@link operator} is somebody the server knows. */
async function dirWithOperator(): Promise<string> {
  const dataDir = temporaryDir();
  const store = await openStore({ dataDir, newEpoch: 'remote', onCommit: () => undefined });
  await store.write(({ people }) => people.insert({ ...ada, apps: ['remote'] }));
  await store.close();
  return dataDir;
}

/** The whole server with a host that is connected, and a session that it works for. */
export async function startRemote(safetyMode: SafetyMode = 'READ_ONLY') {
  const app = await startApp({ dataDir: await dirWithOperator() });
  const joined = await joinHost(app);
  const working = await connectHost(app, joined);
  await working.next();
  const { session } = await app.services.remote.startRemoteSession(operator, {
    ...{ hostId: joined.host.id, safetyMode, reason: 'a look' },
  });
  const { commands, commandExecution } = app.services;
  const answer = (checkId: string | undefined, told: object = {}): boolean =>
    commandExecution.answerCommandCheck(joined.caller, { checkId, ...resolved, sandbox: true, ...told });
  let asked = 0;
  return {
    ...{ app, joined, working, session, answer },
    /** Asks for a command, which the host is ready for. */
    async run(input: object = {}, by = working) {
      const command = commands.runCommand(operator, {
        ...{ sessionId: session.id, key: `key ${(asked += 1)}`, argv: ['ls'] },
        ...input,
      });
      let work = await by.nextWork();
      while (work.checks.length === 0) work = await by.nextWork();
      answer(work.checks[0]?.id);
      return command;
    },
  };
}
