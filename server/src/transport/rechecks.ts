import type { Cancel } from '../kernel/clock.ts';
import type { ErrorMask } from './error-mask.ts';
import { limits } from './limits.ts';
import type { Credentials, TransportPorts } from './ports.ts';

/** Looks again at the credentials of whatever stays open: a socket, a stream. */
export interface Rechecks {
  /** Calls `onRefused` once these credentials hold no longer. */
  watch(credentials: Credentials, onRefused: () => void): Cancel;
  /** Looks at once at all that was opened with this sign-in. */
  signInEnded(secret: string): void;
}

export function createRechecks(
  { authenticate, clock }: Pick<TransportPorts, 'authenticate' | 'clock'>,
  errorMask: ErrorMask,
): Rechecks {
  const bySignIn = new Map<string, Set<() => void>>();

  return {
    watch(credentials, onRefused) {
      let isOver = false;
      let cancelTimer: Cancel = () => undefined;

      async function look(): Promise<void> {
        try {
          const principal = await authenticate(credentials);
          if (isOver || principal !== null) return;
          stop();
          onRefused();
        } catch (error) {
          // Logged; whoever cannot be looked up now is not refused yet, and every operation asks by itself.
          errorMask.one(error);
        }
      }

      function schedule(): void {
        cancelTimer = clock.after(limits.keepAliveMs, () => {
          schedule();
          void look(); // Never rejects.
        });
      }

      const lookNow = (): void => void look();
      const { signIn } = credentials;
      if (signIn !== null) {
        const group = bySignIn.get(signIn) ?? new Set();
        bySignIn.set(signIn, group.add(lookNow));
      }

      function stop(): void {
        isOver = true;
        cancelTimer();
        if (signIn === null) return;
        const group = bySignIn.get(signIn);
        group?.delete(lookNow);
        if (group?.size === 0) bySignIn.delete(signIn);
      }

      schedule();
      return stop;
    },
    signInEnded(secret) {
      for (const lookNow of [...(bySignIn.get(secret) ?? [])]) lookNow();
    },
  };
}
