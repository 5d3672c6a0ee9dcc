import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import {
  type RollcallError,
  SessionEndedError,
  SessionKilledError,
  SessionSupersededError,
  UnauthenticatedError,
} from './errors.ts';
import { succeed } from './failures.ts';
import { HeartbeatDocument } from './generated/graphql.ts';
import { KillListener } from './kill-listener.ts';
import type { Platform } from './platform.ts';
import { SessionCore } from './session-core.ts';
import type { SessionControls } from './session-controls.ts';
import { createTell, isOutage, toRollcallError } from './tell.ts';

/** The session somebody else owns, worked on with its token. Its owner acknowledges a kill and ends it. */
export interface AttachedSession extends SessionControls {
  readonly id: string;
  /** Lets go of it. The session goes on. */
  detach(): void;
}

/**
 * Works on a session somebody else owns: hears its kill and tells of its tasks, but neither keeps it alive nor ends it. Its
 * token holds as long as the session runs, so a token that is refused tells that it has ended.
 */
export function attachSession(options: {
  readonly id: string;
  readonly connection: Connection;
  readonly platform: Platform;
  readonly reportProblem: (error: RollcallError) => void;
}): AttachedSession {
  const { id, connection, platform, reportProblem } = options;
  const tell = createTell({ connection, reportProblem, onDoubt: () => void ask() });
  const core = new SessionCore({ ...options, tell, onAdvance: () => undefined });
  const { lifetime } = core;
  const kills = new KillListener({
    ...options,
    onKill: (kill) => lifetime.kill(new SessionKilledError(kill)),
    onSilence: () => void ask(),
  });
  let isDetached = false;

  const stopConnection = connection.listen({
    up: resume,
    down(error) {
      kills.reset();
      core.pause();
      if (error instanceof UnauthenticatedError) refused();
    },
  });

  function resume(): void {
    core.resume(id);
    kills.listen(id);
  }

  /** The kill signal ended, or something was refused: a heartbeat's answer says how the session stands. */
  async function ask(): Promise<void> {
    if (isDetached) return;
    try {
      const answer = await connection.send(HeartbeatDocument, { input: { sessionIds: [id] } }, reportProblem);
      const [exception] = succeed(answer.heartbeat).exceptions;
      switch (exception?.outcome) {
        case 'KILL_REQUESTED':
          if (exception.kill !== null) lifetime.kill(new SessionKilledError(exception.kill));
          break;
        case 'SUPERSEDED':
          lose(new SessionSupersededError('Another process works on this session now.'));
          break;
        case 'ENDED':
          if (exception.endReason === 'KILLED' && exception.kill !== null) {
            lifetime.kill(new SessionKilledError(exception.kill));
          }
          lose(new SessionEndedError('This session has ended.', exception.endReason));
          break;
        case 'UNKNOWN':
          lose(new SessionEndedError('There is no such session any more.', null));
          break;
        case 'RENEWED':
        case undefined:
          kills.listen(id);
      }
    } catch (error) {
      if (isOutage(error)) return;
      if (error instanceof UnauthenticatedError) return void refused();
      reportProblem(toRollcallError(error));
      platform.setTimer(() => void ask(), backoffMs(Number.MAX_SAFE_INTEGER, platform.random));
    }
  }

  function refused(): void {
    lose(new SessionEndedError('The token holds no longer: its session has ended, or its app key has.', null));
  }

  function lose(error: RollcallError): void {
    lifetime.abort(error);
    detach();
  }

  function detach(): void {
    isDetached = true;
    core.pause();
    stopConnection();
    kills.stop();
  }

  connection.open();
  if (connection.isUp) resume();
  return {
    id,
    signal: lifetime.signal,
    task: (name, work) => core.task(name, work),
    update: (changes) => void core.update(changes),
    onKill: (handler) => lifetime.onKill(handler),
    closeOnKill: (socket) => core.closeOnKill(socket),
    detach,
  };
}
