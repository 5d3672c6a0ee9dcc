import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { RecordStore } from '../history/index.ts';
import { createAccountService } from './account.ts';
import { createAuthentication } from './authentication.ts';
import { createKeyService } from './keys.ts';
import type { LiveAccess } from './live-access.ts';
import { createPasswords, type PasswordCost } from './passwords.ts';
import { createPeopleService } from './people.ts';
import { createSetUpService } from './set-up.ts';
import { createSignInService } from './sign-ins.ts';
import type { AccessReader, AppKeyStore, GivenGrants, PeopleStore } from './store.ts';

const saveEveryMs = 60_000;

interface AccessPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  /** Holds what the store holds. */
  readonly live: LiveAccess;
  readonly reader: AccessReader;
  readonly write: UnitOfWork<{
    readonly people: PeopleStore;
    readonly keys: AppKeyStore;
    readonly grants: GivenGrants;
    readonly records: RecordStore;
  }>;
  readonly passwordCost: PasswordCost;
  /** Null where there was an admin before the start already. */
  readonly bootstrapToken: string | null;
  readonly terminalToken: string;
  /** Where people open the dashboard. */
  publicUrl(): string;
  onError(error: unknown): void;
}

/** Who calls, and who may. */
export function createAccess({ live, passwordCost, ...others }: AccessPorts) {
  const { clock, write, onError } = others;
  const { directory, lastUses, visitors } = live;
  const passwords = createPasswords(passwordCost);
  const ports = { ...others, directory, lastUses, visitors, passwords };

  async function saveLastUses(): Promise<void> {
    visitors.noteUses();
    const { signIns, keys } = lastUses.takeUnsaved();
    if (signIns.size === 0 && keys.size === 0) return;
    await write(async (stores) => {
      await stores.people.saveSeen(signIns);
      await stores.keys.saveUsed(keys);
    });
  }

  return {
    access: createAuthentication(ports),
    account: createAccountService(ports),
    appKeys: createKeyService(ports),
    people: createPeopleService(ports),
    setUp: createSetUpService(ports),
    signIns: createSignInService(ports),
    saveLastUses,

    /** Refuses, as time passes, what expires, and saves now and then when sign-ins and keys were last used. */
    start(): Cancel {
      const stopLooking = visitors.start();
      let cancel: Cancel = () => undefined;
      const schedule = (): void => {
        cancel = clock.after(saveEveryMs, () => {
          void saveLastUses().catch(onError);
          schedule();
        });
      };
      schedule();
      return () => {
        stopLooking();
        cancel();
      };
    },
  };
}
