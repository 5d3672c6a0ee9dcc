import type { OwnedSession } from './owned-session.ts';
import { waitPatiently } from './patience.ts';
import type { Platform } from './platform.ts';
import type { SessionHandle } from './session-handle.ts';
import { cut } from './session-options.ts';

/** What the host holds of a session: the public part, bound to the inner one. */
export function createOwnedHandle(options: {
  readonly session: OwnedSession;
  readonly platform: Platform;
  /** Whether it is worth waiting for the server at all. */
  readonly canTell: () => boolean;
}): SessionHandle {
  const { session, platform, canTell } = options;
  const { core } = session;
  const end: SessionHandle['end'] = async ({ reason = 'COMPLETED', message } = {}) => {
    // Waiting for the work that called us would be waiting for ourselves.
    if (core.lifetime.isKilled && core.isCalledFromWithin) return;
    await session.end(reason, message === undefined ? null : cut(message, 1_000));
    if (canTell()) await waitPatiently(platform, session.whenGone);
  };
  return {
    get id() {
      return session.credentials?.sessionId;
    },
    signal: core.lifetime.signal,
    task: (name, work) => core.task(name, work),
    ask: (request) => session.questions.ask(request),
    update: (changes) => session.update(changes),
    onKill: (handler) => core.lifetime.onKill(handler),
    closeOnKill: (socket) => core.closeOnKill(socket),
    end,
    // Those of now: a session that was registered again has new ones.
    credentials: async () => session.credentials ?? session.whenRegistered,
    [Symbol.asyncDispose]: () => end(),
  };
}
