import DataLoader from 'dataloader';
import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller, type LogRecord, system } from '../../kernel/record.ts';
import { createSecret, createSecretId, hashSecret, keyIdOf } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type AppKey, holdsBy, keyAfterOf, rotate } from './app-key.ts';
import { authorizeStill } from './authority.ts';
import type { Directory } from './directory.ts';
import { AppKeyNotFoundError, AppKeyRevokedError } from './errors.ts';
import { keyInput, rotationInput, subjectInput } from './input.ts';
import type { LastUses } from './last-uses.ts';
import { recordOf } from './records.ts';
import type { PeopleStores } from './sign-in.ts';
import type { AccessReader, AppKeyStore } from './store.ts';

type KeyStores = PeopleStores & { readonly keys: AppKeyStore };

interface KeyPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly lastUses: LastUses;
  readonly reader: Pick<AccessReader, 'runningSessions'>;
  readonly write: UnitOfWork<KeyStores>;
}

/** A key that the server was started with. */
export interface ConfiguredKey {
  readonly secret: string;
  readonly name: string;
}

export interface ShownKey {
  readonly appKey: AppKey;
  /** Shown this once. */
  readonly secret: string;
}

export type KeyService = ReturnType<typeof createKeyService>;

/** What apps sign in with. */
export function createKeyService({ clock, directory, lastUses, reader, write }: KeyPorts) {
  const running = new DataLoader<string, number>(
    async (ids) => {
      const counts = await reader.runningSessions(ids);
      return ids.map((id) => counts.get(id) ?? 0);
    },
    { cache: false },
  );
  let firstConfigured: string | null = null;

  async function insert(
    stores: KeyStores,
    by: Pick<LogRecord, 'actor' | 'origin'>,
    id: string,
    secret: string,
    decided: Pick<AppKey, 'name' | 'apps' | 'rights' | 'expiresAtMs' | 'maxRunningSessions'>,
  ): Promise<AppKey> {
    const nowMs = clock.wallMs();
    const key: AppKey = {
      ...decided,
      id,
      createdAtMs: nowMs,
      createdByName: by.actor.name,
      revokedAtMs: null,
      lastUsedAtMs: null,
      secrets: [{ hash: hashSecret(secret), createdAtMs: nowMs, expiresAtMs: null }],
    };
    await stores.keys.insert(key);
    await stores.records.append(recordOf(by, 'KEY_CREATED', id, keyAfterOf(key), nowMs));
    return key;
  }

  /** Changes a key that is there: in a unit, with its record, if the caller still may. */
  async function act<T>(
    caller: Caller,
    input: unknown,
    work: (stores: KeyStores, key: AppKey, nowMs: number) => Promise<T>,
  ): Promise<T> {
    authorize(caller.principal, 'keys.manage');
    const { id } = parseInput(subjectInput, input);
    return write(async (stores) => {
      await authorizeStill(stores.people, caller.principal, 'keys.manage');
      const key = await stores.keys.find(id);
      if (key === null) throw new AppKeyNotFoundError(id);
      return work(stores, key, clock.wallMs());
    });
  }

  return {
    /** Every key: revoked ones last, else newest first. */
    list({ principal }: Caller): readonly AppKey[] {
      authorize(principal, 'keys.manage');
      const newestFirst = [...directory.keys()].reverse();
      const isRevoked = ({ revokedAtMs }: AppKey) => revokedAtMs !== null;
      return [...newestFirst.filter((key) => !isRevoked(key)), ...newestFirst.filter(isRevoked)];
    },

    /** The key that asks; null where something else does. */
    own({ principal }: Caller): AppKey | null {
      return principal.kind === 'KEY' ? directory.key(principal.keyId) : null;
    },

    /** Null where it was never used; exact to a minute. */
    lastUsedAtMs: ({ id, lastUsedAtMs }: AppKey): number | null => lastUses.get(id) ?? lastUsedAtMs,

    /** How many sessions registered with it run now. */
    runningSessions: ({ id }: AppKey): Promise<number> => running.load(id),

    /** The key a newcomer's first session registers with; null where the configured one holds no longer. */
    quickStartKey({ principal }: Caller): string | null {
      authorize(principal, 'keys.manage');
      if (firstConfigured === null) return null;
      const hash = hashSecret(firstConfigured);
      const key = directory.keyByHash(hash);
      return key !== null && holdsBy(key, hash, clock.wallMs()) ? firstConfigured : null;
    },

    /** Makes keys of the secrets the server was started with, of those that no key has or had: a revoked one stays so. */
    async bringIn(configured: readonly ConfiguredKey[]): Promise<void> {
      firstConfigured = configured[0]?.secret ?? null;
      const unknown = configured.filter(({ secret }) => directory.keyByHash(hashSecret(secret)) === null);
      if (unknown.length === 0) return;
      await write(async (stores) => {
        for (const { secret, name } of unknown) {
          // One that states no id has the id it always had: what was registered with it goes on.
          const knownId = keyIdOf(secret) ?? hashSecret(secret).slice(0, 12);
          const id = (await stores.keys.find(knownId)) === null ? knownId : createSecretId();
          await insert(stores, system, id, secret, { ...newcomers, name });
        }
      });
    },

    /** @throws {InvalidInputError} when a field is out of bounds */
    async createAppKey(caller: Caller, input: unknown): Promise<ShownKey> {
      authorize(caller.principal, 'keys.manage');
      const { expiresAt, ...decided } = parseInput(keyInput(clock.wallMs(), null), input);
      return write(async (stores) => {
        await authorizeStill(stores.people, caller.principal, 'keys.manage');
        const id = createSecretId();
        const secret = createSecret('rck', id);
        const appKey = await insert(stores, actedBy(caller), id, secret, { ...decided, expiresAtMs: expiresAt });
        return { appKey, secret };
      });
    },

    /**
     * @throws {InvalidInputError} when a field is out of bounds
     * @throws {AppKeyNotFoundError} when there is none
     * @throws {AppKeyRevokedError} when it is revoked
     */
    updateAppKey(caller: Caller, input: unknown): Promise<AppKey> {
      return act(caller, input, async (stores, before, nowMs) => {
        requireNotRevoked(before);
        const { expiresAt, ...decided } = parseInput(keyInput(nowMs, before.expiresAtMs), input);
        const key = { ...before, ...decided, expiresAtMs: expiresAt };
        await stores.keys.update(key);
        await stores.records.append(recordOf(actedBy(caller), 'KEY_UPDATED', key.id, keyAfterOf(key), nowMs));
        return key;
      });
    },

    /**
     * Gives a key a new secret; the one so far works for a while yet.
     * @throws {InvalidInputError} when the overlap is out of bounds
     * @throws {AppKeyNotFoundError} when there is none
     * @throws {AppKeyRevokedError} when it is revoked
     */
    rotateAppKey(caller: Caller, input: unknown): Promise<ShownKey> {
      return act(caller, input, async (stores, before, nowMs) => {
        requireNotRevoked(before);
        const { overlapMs } = parseInput(rotationInput, input);
        const secret = createSecret('rck', before.id);
        const appKey = rotate(before, hashSecret(secret), overlapMs, nowMs);
        const after = { ...keyAfterOf(appKey), previousSecretExpiresAt: nowMs + overlapMs };
        await stores.keys.update(appKey);
        await stores.records.append(recordOf(actedBy(caller), 'KEY_ROTATED', appKey.id, after, nowMs));
        return { appKey, secret };
      });
    },

    /** Stops a key for good; its sessions stay. @throws {AppKeyNotFoundError} when there is none */
    revokeAppKey(caller: Caller, input: unknown): Promise<AppKey> {
      return act(caller, input, async (stores, before, nowMs) => {
        if (before.revokedAtMs !== null) return before;
        const key = { ...before, revokedAtMs: nowMs };
        await stores.keys.update(key);
        await stores.records.append(recordOf(actedBy(caller), 'KEY_REVOKED', key.id, keyAfterOf(key), nowMs));
        return key;
      });
    },
  };
}

/** What a key may do that the server was started with. */
const newcomers = { apps: null, rights: ['REGISTER'], expiresAtMs: null, maxRunningSessions: null } as const;

function requireNotRevoked({ id, revokedAtMs }: AppKey): void {
  if (revokedAtMs !== null) throw new AppKeyRevokedError(id);
}
