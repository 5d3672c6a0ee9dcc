import type { Cancel, Clock } from '../../kernel/clock.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { outputKeptMs } from './command.ts';
import type { CommandOutputStore } from './store.ts';

const everyMs = 600_000;
/** Each up to 256 KiB: so much that others do not wait for it. */
const chunksAtOnce = 20;

interface CommandSweepPorts {
  readonly clock: Clock;
  readonly write: UnitOfWork<{ readonly commandOutput: CommandOutputStore }>;
  onError(error: unknown): void;
}

/** What time does to commands: their output goes, in small bites. */
export function createCommandSweep({ clock, write, onError }: CommandSweepPorts) {
  async function removeOld(): Promise<void> {
    const endedBeforeMs = clock.wallMs() - outputKeptMs;
    while (await write(({ commandOutput }) => commandOutput.removeOld(endedBeforeMs, chunksAtOnce)));
  }

  return {
    /** @returns stops it */
    start(): Cancel {
      let cancel: Cancel;
      const schedule = (): void => {
        cancel = clock.after(everyMs, () => {
          removeOld().catch(onError);
          schedule();
        });
      };
      schedule();
      return () => cancel();
    },
  };
}
