import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import { type RollcallError, SessionEndedError, SessionKilledError, SessionSupersededError } from './errors.ts';
import { succeed } from './failures.ts';
import { HeartbeatDocument, KillSignalDocument } from './generated/graphql.ts';
import type { Platform } from './platform.ts';
import { SessionCore } from './session-core.ts';
import type { AttachedSession } from './session-handle.ts';
import { createTell, isOutage, toRollcallError } from './tell.ts';

/** Works on a session somebody else owns: hears its kill and tells of its tasks, but neither keeps it alive nor ends it. */
export function attachSession(options: {
  readonly id: string;
  readonly connection: Connection;
  readonly platform: Platform;
  readonly reportProblem: (error: RollcallError) => void;
}): AttachedSession {
  const { id, connection, platform, reportProblem } = options;
  const tell = createTell({ connection, reportProblem, onDoubt: () => void ask() });
  const core = new SessionCore({ ...options, tell, onAdvance: () => undefined });
  let isDetached = false;
  let stopListening: (() => void) | undefined;
  let failures = 0;

  const stopConnection = connection.listen({
    up: () => {
      failures = 0;
      core.resume(id);
      listen();
    },
    down: () => {
      stopListening = undefined;
      core.pause();
    },
  });

  function listen(): void {
    if (isDetached || stopListening !== undefined || !connection.isUp) return;
    const ended = () => {
      stopListening = undefined;
      if (connection.isUp) void ask();
    };
    stopListening = connection.subscribe(
      KillSignalDocument,
      { sessionId: id },
      {
        next: ({ killSignal }) => core.lifetime.kill(new SessionKilledError(killSignal)),
        failed: ended,
        completed: ended,
      },
    );
  }

  /** The kill signal ended, or something was refused: a heartbeat's answer says how the session stands. */
  async function ask(): Promise<void> {
    if (isDetached) return;
    try {
      const answer = await connection.send(HeartbeatDocument, { input: { sessionIds: [id] } });
      const [result] = succeed(answer.heartbeat).results;
      switch (result?.outcome) {
        case 'KILL_REQUESTED':
          if (result.kill !== null) core.lifetime.kill(new SessionKilledError(result.kill));
          break;
        case 'SUPERSEDED':
          return lose(new SessionSupersededError('Another process works on this session now.'));
        case 'ENDED':
        case 'UNKNOWN':
          return lose(new SessionEndedError('This session has ended.', result.endReason));
        case 'RENEWED':
        case undefined:
      }
    } catch (error) {
      if (isOutage(error)) return;
      reportProblem(toRollcallError(error));
    }
    failures += 1;
    platform.setTimer(listen, backoffMs(failures, platform.random));
  }

  function lose(error: RollcallError): void {
    core.lifetime.abort(error);
    detach();
  }

  function detach(): void {
    isDetached = true;
    core.pause();
    stopConnection();
    stopListening?.();
  }

  connection.open();
  if (connection.isUp) {
    core.resume(id);
    listen();
  }
  return {
    id,
    signal: core.lifetime.signal,
    task: (name, work) => core.task(name, work),
    update: (changes) => core.update(changes),
    onKill: (handler) => core.lifetime.onKill(handler),
    closeOnKill: (socket) => core.closeOnKill(socket),
    detach,
  };
}
