import { graphqlFailure } from './failures.ts';
import { iterate } from './iterate.ts';
import { type Caller, newestKill, pendingKill } from './model.ts';
import { type Registry, isOwnerOf } from './registry.ts';
import { type SessionFilter, matches } from './select.ts';

/** What the owner's connection tells of itself: it is the lease of the sessions whose kill signal it holds. */
export interface Connection {
  /** Called when an owner opened or closed a kill signal. */
  readonly holds: (sessionId: string, isHeld: boolean) => void;
}

/** Both subscriptions read the state; a change only wakes them. */
export function createSubscriptions(registry: Registry, options: { readonly pushesKills: () => boolean }) {
  return {
    sessionChanges: {
      subscribe(_: unknown, args: { filter?: SessionFilter; afterRevision?: string }, caller: Caller) {
        if (caller.role === null) throw graphqlFailure('FORBIDDEN', 'Only a dashboard may ask this.');
        let seen = args.afterRevision === undefined ? registry.revision : Number(args.afterRevision);
        let isFirst = true;
        return iterate(
          (wake) => registry.onChange(wake),
          () => {
            if (!isFirst && seen === registry.revision) return undefined;
            const isAhead = seen > registry.revision;
            const changed = registry.all().filter((session) => session.revision > seen);
            const isMatch = (session: (typeof changed)[number]) => matches(session, args.filter ?? {});
            isFirst = false;
            seen = registry.revision;
            return {
              value: {
                sessionChanges: {
                  revision: String(seen),
                  upserted: changed.filter(isMatch),
                  removed: changed.filter((session) => !isMatch(session)).map(({ id }) => id),
                  resync: isAhead,
                },
              },
            };
          },
        );
      },
    },
    killSignal: {
      subscribe(_: unknown, { sessionId }: { sessionId: string }, caller: Caller & Partial<Connection>) {
        let told: string | undefined;
        const session = registry.find(sessionId);
        if (session !== undefined && isOwnerOf(caller, session) === 'YES') {
          registry.heard(session);
          caller.holds?.(sessionId, true);
        }
        const kills = iterate(
          (wake) => registry.onChange(wake),
          () => {
            const current = registry.find(sessionId);
            const owns = current === undefined ? 'NOT_YOURS' : isOwnerOf(caller, current);
            if (current === undefined || (owns === 'NOT_YOURS' && caller.role === null)) {
              return { error: graphqlFailure('SESSION_NOT_FOUND', `There is no session ${sessionId}.`) };
            }
            if (owns === 'SUPERSEDED')
              return { error: graphqlFailure('SUPERSEDED', 'Another owner took this session over.') };
            // One that ended by a kill nobody was told of yet: the kill is what tells why.
            const last = current.endReason === 'KILLED' ? newestKill(current) : null;
            const kill = current.lifecycle === 'ENDED' ? last : pendingKill(current);
            if (current.lifecycle === 'ENDED' && (kill === null || kill.id === told)) return { done: true };
            if (kill === null || kill.id === told || !options.pushesKills()) return undefined;
            told = kill.id;
            if (owns === 'YES' && kill.endedAtMs === null) registry.killSent(current, kill);
            return { value: { killSignal: { ...kill } } };
          },
        );
        return {
          ...kills,
          return() {
            caller.holds?.(sessionId, false);
            return kills.return?.() ?? Promise.resolve({ done: true, value: undefined });
          },
          [Symbol.asyncIterator]() {
            return this;
          },
        };
      },
    },
  };
}
