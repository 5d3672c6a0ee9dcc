import type { Operations } from '@rollcall/sdk';
import {
  AcknowledgeKillDocument,
  AnswerCommandCheckDocument,
  AppendCommandOutputDocument,
  FinishCommandDocument,
  type HostAbilitiesInput,
  HostWorkDocument,
  type HostWorkSubscription,
  ReportHostDocument,
  ReportSessionEndDocument,
  StartCommandDocument,
} from '@rollcall/sdk/operations';
import type { Abilities } from '../abilities.ts';
import type { SystemDescription } from '../machine/description.ts';
import type { Machine } from '../machine/machine.ts';
import { type HostWork, RefusedError, type Server, type Work } from './server.ts';

/** What a host says of what it can do. */
export function toAbilitiesInput({ policy, users, folders }: Machine, abilities: Abilities): HostAbilitiesInput {
  return {
    modes: [...policy.modes],
    sandbox: abilities.sandboxProblem === null,
    sandboxProblem: abilities.sandboxProblem?.slice(0, 1_000) ?? null,
    pidNamespaces: abilities.namespaceProblem === null,
    systemUsers: users.map(({ name }) => name),
    folders: [...folders],
  };
}

/** The server, over the SDK. */
export function createSdkServer(options: {
  readonly client: Operations;
  readonly instanceId: string;
  readonly system: SystemDescription;
  readonly machine: Machine;
  readonly abilities: Abilities;
}): Server {
  const { client, instanceId, system } = options;
  const abilities = toAbilitiesInput(options.machine, options.abilities);

  const request: Operations['request'] = (document, variables) =>
    client.request(document, variables).catch((error: unknown) => {
      throw refusalOf(error) ?? error;
    });

  return {
    work() {
      const messages = client.subscribe(HostWorkDocument, { input: { instanceId, system, abilities } });
      const work: Work = {
        async next() {
          try {
            const { done, value } = await messages.next();
            return done === true ? { done, value: undefined } : { value: toWork(value.hostWork) };
          } catch (error) {
            throw refusalOf(error) ?? error;
          }
        },
        async return() {
          await messages.return?.();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]: () => work,
      };
      return work;
    },

    async reportHost(load) {
      await request(ReportHostDocument, { input: { load, abilities } });
    },

    async answerCheck(checkId, answer) {
      if ('code' in answer) {
        const code = answer.code === 'ENVIRONMENT_NOT_ALLOWED' ? 'OTHER' : answer.code;
        await request(AnswerCommandCheckDocument, { input: { checkId, problem: { code, message: answer.message } } });
        return;
      }
      const { executable, executableDigest, cwd, user, isSandbox: sandbox } = answer;
      const input = { checkId, executable, executableDigest, cwd, systemUser: user.name, sandbox };
      await request(AnswerCommandCheckDocument, { input });
    },

    async startCommand(id) {
      const { startCommand: result } = await request(StartCommandDocument, { input: { id, instanceId } });
      if (result.__typename !== 'StartCommandSuccess') {
        refuseSuperseded(result);
        return { isStarted: false, isCancelRequested: false };
      }
      const { state, isCancelRequested } = result.command;
      return { isStarted: state === 'RUNNING', isCancelRequested };
    },

    async appendOutput(commandId, offset, chunks) {
      const told = chunks.map(({ stream, atMs, bytes }) => ({
        stream,
        at: new Date(atMs).toISOString(),
        data: bytes.toString('base64'),
      }));
      const input = { commandId, offset, chunks: told };
      const { appendCommandOutput: result } = await request(AppendCommandOutputDocument, { input });
      const isTaken = result.__typename === 'AppendCommandOutputSuccess' && !result.isFull;
      return isTaken ? result.nextOffset : null;
    },

    async finishCommand(id, report) {
      const { finishCommand: result } = await request(FinishCommandDocument, { input: { id, instanceId, ...report } });
      // Whatever else it says, there is nothing more to tell.
      return result.__typename !== 'OutputMissingError';
    },

    async acknowledgeKill(killId) {
      await request(AcknowledgeKillDocument, { input: { killId } });
    },

    async reportSessionEnd(sessionId, survivors) {
      await request(ReportSessionEndDocument, { input: { sessionId, survivors: [...survivors] } });
    },
  };
}

function toWork({ isAll, sessions, commands, checks }: HostWorkSubscription['hostWork']): HostWork {
  return {
    isAll,
    sessions: sessions.map(({ kill, ...session }) => ({ ...session, killId: kill?.id ?? null })),
    commands: commands.map(({ spec, ...command }) => ({
      ...command,
      spec: { ...spec, line: spec.line ?? null, stdin: spec.stdin ?? null },
    })),
    checks: checks.map(({ cwd, systemUser, ...check }) => ({
      ...check,
      cwd: cwd ?? null,
      systemUser: systemUser ?? null,
    })),
  };
}

function refuseSuperseded({ code, message }: { readonly code: string; readonly message: string }): void {
  if (code === 'SUPERSEDED') throw new RefusedError('SUPERSEDED', message);
}

/** What makes trying again useless. */
export function refusalOf(error: unknown): RefusedError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'SUPERSEDED') return new RefusedError('SUPERSEDED', error.message);
  if (error.code !== 'UNAUTHENTICATED') return undefined;
  const message = 'The server does not accept this host any more: it was removed there. Join again to come back.';
  return new RefusedError('NOT_ACCEPTED', message);
}
