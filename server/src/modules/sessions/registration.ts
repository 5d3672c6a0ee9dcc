import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller, recordOfSession } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { SessionTokenStore } from '../access/index.ts';
import { cancelOpen, type FollowApproval } from '../approvals/index.ts';
import { SessionKilledRecentlyError } from '../kills/index.ts';
import type { EndingStores } from './ending.ts';
import { SessionQuotaError } from './errors.ts';
import { registrationInput } from './input.ts';
import type { LeaseLimits } from './lease.ts';
import type { Leases } from './leases.ts';
import { killedForMs, type RecentKills } from './recent-kills.ts';
import { isRunning, type Session } from './session.ts';
import { changesHands, recover, register, registerAgain, type SessionChange } from './transitions.ts';

/** How long a lost session waits for its owner. */
const recoverableForMs = 24 * 3_600_000;

interface RegistrationPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly leases: Leases;
  readonly recentKills: RecentKills;
  readonly limits: LeaseLimits;
  readonly write: UnitOfWork<EndingStores & { readonly tokens: SessionTokenStore }>;
  readonly follow: FollowApproval;
  /** How many sessions registered with this key may run at once; null: any number. */
  quotaOf(keyId: string): number | null;
  /** Makes a session token and what is stored of it. */
  createToken(): { readonly token: string; readonly hash: string };
}

export interface Registered {
  readonly session: Session;
  readonly created: boolean;
  /** Touches this one session; shown this once. */
  readonly token: string;
}

export function createRegistration({
  clock,
  createId,
  leases,
  recentKills,
  limits,
  write,
  follow,
  quotaOf,
  createToken,
}: RegistrationPorts) {
  const inputSchema = registrationInput(Math.floor(limits.staleAfterMs / 3));

  /**
   * Registers a session, or finds the app's running one of the same external id, whichever of the app's keys it was
   * registered with: then a newer owner takes it over.
   * @throws {InvalidInputError} when a field is out of bounds
   * @throws {ForbiddenError} when the caller holds no key of this app
   * @throws {SessionKilledRecentlyError} for 60 seconds after the external id was killed
   * @throws {SessionQuotaError} when all the key may run at once are running
   */
  return async function registerSession(caller: Caller, input: unknown): Promise<Registered> {
    const { principal } = caller;
    authorize(principal, 'session.register');
    const { app, ownerId, externalId, ...details } = parseInput(inputSchema, input);
    // It has no id and no user yet, and a key's rights follow the app alone.
    authorize(principal, 'session.register', { id: '', app, userId: null });
    const keyId = principal.kind === 'KEY' ? principal.keyId : '';
    const { token, hash } = createToken();

    const registered = await write(async (stores) => {
      const nowMs = clock.wallMs();
      const known = externalId === null ? null : await stores.sessions.findByExternalId(app, externalId);
      if (known !== null) await refuseKilled(stores, known, ownerId, nowMs);

      let change: SessionChange;
      let created = false;
      if (known !== null && isRunning(known)) {
        change = registerAgain(known, { ...details, ownerId, keyId }, nowMs);
        if (ownerId !== known.ownerId) await stores.tasks.abandonOpen(known.id, nowMs);
        if (changesHands(known, change.session)) await cancelOpen(stores, follow, known.id, actedBy(caller), nowMs);
      } else if (known !== null && isRecoverable(known, nowMs)) {
        await requireRoom(stores, keyId);
        change = recover(known, { ...details, ownerId, keyId }, nowMs);
      } else {
        await requireRoom(stores, keyId);
        created = true;
        const id = createId('app', nowMs);
        change = register({ id, kind: 'APP', app, ownerId, keyId, externalId, ...details }, nowMs);
      }
      const session = created
        ? await stores.sessions.insert(change.session)
        : await stores.sessions.update(change.session);
      await stores.records.append(recordOfSession(change.record, actedBy(caller), session.id, nowMs));
      await stores.tokens.insert({ hash, sessionId: session.id, ownerId, keyId, createdAtMs: nowMs });
      return { session, created, token };
    });
    leases.renew(registered.session.id);
    return registered;
  };

  /** Counted where it is stored, so that of two who race for the last place one gets it. */
  async function requireRoom(stores: EndingStores, keyId: string): Promise<void> {
    const limit = quotaOf(keyId);
    if (limit === null || (await stores.sessions.countRunningOfKey(keyId)) < limit) return;
    throw new SessionQuotaError(limit);
  }

  async function refuseKilled(stores: EndingStores, known: Session, ownerId: string, nowMs: number): Promise<void> {
    if (known.killId === null) return;
    const isBeingKilled = known.lifecycle === 'ENDING' && known.ownerId !== ownerId;
    const waitMs = isBeingKilled ? killedForMs : recentKills.waitMs(known);
    if (waitMs === 0) return;
    const kill = await stores.kills.find(known.killId);
    if (kill !== null) throw new SessionKilledRecentlyError(kill, nowMs + waitMs);
  }
}

function isRecoverable(session: Session, nowMs: number): boolean {
  return session.endReason === 'LOST' && nowMs - (session.endedAtMs ?? 0) < recoverableForMs;
}
