import type { Cancel, Clock } from '../../kernel/clock.ts';
import { InvalidInputError } from '../../kernel/errors.ts';
import { authorize } from '../../kernel/principal.ts';
import { type Caller, recordOfSession, system } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { endSession, type EndingStores, type FollowUps } from './ending.ts';
import type { LeaseLimits } from './lease.ts';
import type { Leases } from './leases.ts';
import { isRunning, type Session } from './session.ts';
import type { SessionReader } from './store.ts';
import { changeLiveness } from './transitions.ts';

const leasesEveryMs = 1_000;
const heardEveryMs = 60_000;
const retentionEveryMs = 3_600_000;
const retentionBatch = 100;
/** As many as share a transaction. */
const soonAtOnce = 256;
/** Ten times as many would hold the event loop for milliseconds. */
const heardAtOnce = 100;
const tombstonesKeptMs = 7 * 86_400_000;

export interface SweepResult {
  readonly stale: readonly Session[];
  readonly ended: readonly Session[];
}

interface SweepPorts {
  readonly clock: Clock;
  readonly leases: Leases;
  readonly limits: LeaseLimits;
  /** How long ended sessions are kept. */
  readonly retentionMs: number;
  readonly reader: SessionReader;
  readonly write: UnitOfWork<EndingStores>;
  readonly follow: FollowUps;
  /** Told of a pass that failed; the next one tries again. */
  onError(error: unknown): void;
}

export type SessionSweep = ReturnType<typeof createSessionSweep>;

/** What must happen to sessions as time passes: leases run out, last-heard times reach the disk, old history goes. */
export function createSessionSweep({ clock, leases, limits, retentionMs, reader, write, follow, onError }: SweepPorts) {
  /** Stores what the lease says where it differs; asks it again inside the unit, since a heartbeat may have come in between. */
  function reconcile(sessionId: string, sweepLimits?: LeaseLimits): Promise<Session | null> {
    return write(async (stores) => {
      const session = await stores.sessions.find(sessionId);
      const liveness = leases.livenessOf(sessionId, sweepLimits);
      if (session === null || liveness === null || !isRunning(session) || liveness === session.liveness) return null;
      const nowMs = clock.wallMs();
      const heardMs = leases.lastHeardWallMs(sessionId) ?? session.lastHeartbeatAtMs;
      if (liveness === 'LOST') {
        const silent = { ...session, lastHeartbeatAtMs: heardMs };
        return endSession(stores, follow, silent, { reason: 'LOST', message: null }, system, nowMs);
      }
      const { session: next, record } = changeLiveness(session, liveness, heardMs);
      await stores.records.append(recordOfSession(record, system, sessionId, nowMs));
      return stores.sessions.update(next);
    });
  }

  /** The sessions whose lease is about to be asked: what happens until then need not be stored twice. */
  const soon = new Set<string>();
  let isStoringSoon = false;

  /**
   * Nobody waits for these, so while each turn brings more, as after a restart, they wait for each other: to sync the
   * disk for every few that come back would take longer than all else they need.
   */
  async function storeSoon(): Promise<void> {
    isStoringSoon = true;
    let before: number;
    do {
      before = soon.size;
      await new Promise<void>((resolve) => setImmediate(resolve));
    } while (soon.size > before && soon.size < soonAtOnce);
    const sessionIds = [...soon];
    soon.clear();
    isStoringSoon = false;
    for (const sessionId of sessionIds) reconcile(sessionId).catch(onError);
  }

  async function sweepLeases(signal?: AbortSignal): Promise<SweepResult> {
    const ids = await leases.changed(limits, signal);
    return resultOf(await Promise.all(ids.map((id) => reconcile(id))));
  }

  /** Longer limits spare more; they call nothing live that the configured ones call stale. */
  async function overdue(sweepLimits: LeaseLimits): Promise<readonly string[]> {
    const ids = await leases.changed(sweepLimits);
    return ids.filter((id) => {
      const liveness = leases.livenessOf(id, sweepLimits);
      return liveness === 'STALE' || liveness === 'LOST';
    });
  }

  function resultOf(changes: readonly (Session | null)[]): SweepResult {
    const sessions = changes.filter((session) => session !== null);
    return {
      stale: sessions.filter((session) => session.liveness === 'STALE' && isRunning(session)),
      ended: sessions.filter((session) => !isRunning(session)),
    };
  }

  async function saveHeard(): Promise<void> {
    const all = leases.heard();
    for (let some = nextOf(all, heardAtOnce); some.length > 0; some = nextOf(all, heardAtOnce)) {
      await write((stores) => stores.sessions.saveHeard(some));
    }
  }

  async function retain(): Promise<void> {
    const nowMs = clock.wallMs();
    let removed: number;
    do {
      removed = await write((stores) => stores.sessions.removeEnded(nowMs - retentionMs, retentionBatch, nowMs));
    } while (removed === retentionBatch);
    await write((stores) => stores.sessions.removeTombstones(nowMs - tombstonesKeptMs));
  }

  /** Runs `pass` again and again, `everyMs` after it last ended; one that is under way may end early by its signal. */
  function repeat(everyMs: number, pass: (signal: AbortSignal) => Promise<unknown>): Cancel {
    const stopping = new AbortController();
    let cancel: Cancel = () => undefined;
    const schedule = (): void => {
      cancel = clock.after(everyMs, () => {
        pass(stopping.signal)
          .catch(onError)
          .finally(() => {
            if (!stopping.signal.aborted) schedule();
          });
      });
    };
    schedule();
    return () => {
      stopping.abort();
      cancel();
    };
  }

  return {
    reconcile,
    sweepLeases,
    saveHeard,
    retain,

    /** Stores at once what a heartbeat or a lost connection changed. */
    reconcileSoon(sessionId: string): void {
      soon.add(sessionId);
      if (!isStoringSoon) void storeSoon(); // Tells of what fails itself.
    },

    /**
     * The manual trigger, for admins.
     * @param input.dryRun names what would change and changes nothing
     * @throws {InvalidInputError} when a limit is below the configured one
     */
    async sweep(
      caller: Caller,
      input: {
        readonly dryRun: boolean;
        readonly staleAfterMs?: number | null | undefined;
        readonly lostAfterMs?: number | null | undefined;
      },
    ): Promise<SweepResult> {
      authorize(caller.principal, 'registry.sweep');
      const sweepLimits = {
        staleAfterMs: input.staleAfterMs ?? limits.staleAfterMs,
        lostAfterMs: input.lostAfterMs ?? limits.lostAfterMs,
      };
      const issues = (['staleAfterMs', 'lostAfterMs'] as const)
        .filter((name) => sweepLimits[name] < limits[name])
        .map((path) => ({ path, message: `at least ${limits[path]} ms, the configured limit` }));
      if (issues.length > 0) throw new InvalidInputError(issues);
      const ids = await overdue(sweepLimits);
      if (!input.dryRun) return resultOf(await Promise.all(ids.map((id) => reconcile(id, sweepLimits))));
      const sessions = await reader.findMany(ids);
      return {
        stale: sessions.filter(({ id }) => leases.livenessOf(id, sweepLimits) === 'STALE'),
        ended: sessions.filter(({ id }) => leases.livenessOf(id, sweepLimits) === 'LOST'),
      };
    },

    /** After a start: nobody was heard yet, and everybody gets a full period to come back. */
    async restore(): Promise<void> {
      for (const session of await reader.running()) leases.restore(session);
      await sweepLeases();
    },

    start(): Cancel {
      const cancels = [
        repeat(leasesEveryMs, sweepLeases),
        repeat(heardEveryMs, saveHeard),
        repeat(retentionEveryMs, retain),
      ];
      return () => cancels.forEach((cancel) => cancel());
    },
  };
}

function nextOf<Item>(items: Iterator<Item, void>, count: number): readonly Item[] {
  const next: Item[] = [];
  while (next.length < count) {
    const { value, done } = items.next();
    if (done === true) break;
    next.push(value);
  }
  return next;
}
