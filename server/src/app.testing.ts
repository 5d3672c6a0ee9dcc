import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { type App, createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { createManualClock, type ManualClock } from './kernel/clock.testing.ts';
import type { Principal } from './kernel/principal.ts';
import type { Caller } from './kernel/record.ts';
import { createSecret, keyIdOf } from './kernel/secrets.ts';
import type { Registered } from './modules/sessions/registration.ts';
import type { Services } from './schema/context.ts';
import { openStore } from './store/store.ts';

/** The bootstrap token: good for as long as there is no admin. */
export const adminToken = 'an-admin-token-for-tests';
export const terminalToken = 'rct_of_the_terminal';
export const appKey = createSecret('rck', '00000000000a');
export const otherAppKey = createSecret('rck', '00000000000b');
/** So cheap that a test does not wait for it. */
const passwords = { memoryKiB: 8, passes: 1, lanes: 1 };

export const admin: Caller = { principal: { kind: 'BOOTSTRAP' }, origin: 'a test' };

/** The first app key; the owner behind it, where it says so. */
export function owner(ownerId?: string): Caller {
  return keyCaller(appKey, ownerId);
}

/** A key of another app: it shares nothing with {@link owner}'s `demo`. */
export function stranger(ownerId?: string): Caller {
  return keyCaller(otherAppKey, ownerId, { apps: ['elsewhere'] });
}

type Key = Principal & { readonly kind: 'KEY' };
type Person = Principal & { readonly kind: 'PERSON' };

/** Any key; what it may do is what it says. */
export function keyWith(rights: Partial<Pick<Key, 'apps' | 'rights' | 'keyId'>>, ownerId?: string): Caller {
  return keyCaller(otherAppKey, ownerId, rights);
}

function keyCaller(key: string, ownerId: string | undefined, rights: Partial<Key> = {}): Caller {
  const principal: Key = {
    kind: 'KEY',
    keyId: keyIdOf(key) ?? '',
    name: 'configured',
    apps: null,
    rights: ['REGISTER'],
    ...(ownerId !== undefined && { ownerId }),
    ...rights,
  };
  return { principal, origin: 'a test' };
}

/** Somebody who signed in; whom the server knows, and whose rights change, is made by signIn. */
export function person(rights: Partial<Pick<Person, 'role' | 'apps' | 'userId'>> = {}): Caller {
  const known = { kind: 'PERSON', personId: 'person_1', name: 'Ada', signInId: 'signin_1' } as const;
  return { principal: { ...known, role: 'VIEWER', apps: null, userId: null, ...rights }, origin: 'a test' };
}

export interface TestApp {
  readonly app: App;
  readonly services: Services;
  readonly clock: ManualClock;
  readonly dataDir: string;
  /** What was logged as an error; a test that expects some takes them out. */
  readonly errors: string[];
  /** Registers a session of the app `demo` for `owner1`. */
  register(input?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Registered>;
  /** Who shows the token of a registration. */
  holderOf(registered: Registered): Promise<Caller>;
  /** Waits until everything that was begun is done. */
  settle(): Promise<void>;
  /** Lets time pass, and what falls due in it happen. */
  advance(ms: number): Promise<void>;
  /** Stops, and starts again on the same data `downMs` later. */
  restart(downMs?: number): Promise<TestApp>;
}

interface Start {
  readonly config?: Partial<Config>;
  readonly dataDir?: string;
  readonly clock?: ManualClock;
}

/** The whole server on a free port, a data directory and a clock of its own; closed when the test is over. */
export async function startApp({ config = {}, dataDir, clock = createManualClock() }: Start = {}): Promise<TestApp> {
  return open(config, dataDir ?? (await emptyRegistry()), clock);
}

async function open(config: Partial<Config>, dataDir: string, clock: ManualClock): Promise<TestApp> {
  const errors: string[] = [];
  const app = await createApp({
    config: { ...readConfig({ ROLLCALL_PORT: '0', ROLLCALL_DATA_DIR: dataDir }), ...config },
    clock,
    logger: pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }),
    passwords,
    secrets: {
      bootstrapToken: () => adminToken,
      retireBootstrapToken: () => undefined,
      terminalToken,
      appKeys: () => [appKey, otherAppKey].map((secret) => ({ secret, name: 'configured' })),
    },
  });
  const { services } = app;

  async function settle(): Promise<void> {
    // Whatever waits is stored before this unit is; what follows from it may store something itself, hence again.
    for (let round = 0; round < 3; round += 1) {
      await services.signIns.endSignIn(admin, { id: 'nobody' }).catch(() => undefined);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  onTestFinished(async () => {
    await app.close();
    clock.advance(3_600_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(errors).toEqual([]);
  });

  return {
    app,
    services,
    clock,
    dataDir,
    errors,
    register: (input = {}, caller = owner()) =>
      services.registerSession(caller, { app: 'demo', ownerId: 'owner1', ...input }),
    async holderOf({ token }) {
      const known = await services.access.authenticate({ bearer: token, signIn: null, ownerId: null });
      if (known === null) throw new Error('The token is not good');
      return { principal: known.principal, origin: 'a browser' };
    },
    settle,
    async advance(ms) {
      await settle();
      // What repeats is due every second, and sees the time at which it is called: so the last second is one of its own.
      clock.advance(Math.max(0, ms - 1_000));
      await settle();
      clock.advance(Math.min(ms, 1_000));
      await settle();
    },
    async restart(downMs = 0) {
      await app.close();
      clock.advance(downMs);
      return open(config, dataDir, clock);
    },
  };
}

let template: Promise<Buffer> | null = null;

/** A data directory with a registry that holds nothing yet; to copy one is many times faster than to make one. */
async function emptyRegistry(): Promise<string> {
  template ??= makeTemplate();
  const dir = temporaryDir();
  writeFileSync(join(dir, 'rollcall.db'), await template);
  return dir;
}

async function makeTemplate(): Promise<Buffer> {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const store = await openStore({ dataDir: dir, newEpoch: 'template', onCommit: () => undefined });
  await store.close();
  const database = readFileSync(join(dir, 'rollcall.db'));
  rmSync(dir, { recursive: true });
  return database;
}

export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
