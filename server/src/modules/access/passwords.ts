import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { SignInRefusal } from './sign-in.ts';

const maxWaiting = 32;
const maxWaitingPerAsker = 4;

/** What one hash costs. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's first choice for argon2id. */
export const passwordCost: PasswordCost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

/** Thrown when too many passwords wait to be checked. */
export class PasswordsBusyError extends Error {
  constructor() {
    super('Too many passwords wait to be checked.');
  }
}

/** Who waits: somebody unknown, by the address they come from, or a person who is signed in. */
export type Asker = { readonly address: string } | { readonly personId: string };

export interface Passwords {
  /**
   * A PHC string.
   * @throws {PasswordsBusyError}
   */
  hash(password: string, asker: Asker): Promise<string>;
  /**
   * @param known what was stored; null takes as long, and is never right
   * @throws {PasswordsBusyError}
   */
  isRight(password: string, known: string | null, asker: Asker): Promise<boolean>;
}

/**
 * Argon2id, one at a time: a flood of sign-ins waits for itself and starves nobody else. Only so many may wait, and of
 * one asker fewer, so that one address cannot fill the queue.
 */
export function createPasswords(cost: PasswordCost): Passwords {
  const options = { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes };
  const waitingPerAsker = new Map<string, number>();
  let strangersWaiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let decoy: Promise<string> | null = null;

  async function inTurn<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
    const isStranger = 'address' in asker;
    const name = isStranger ? `address ${asker.address}` : `person ${asker.personId}`;
    const ofAsker = waitingPerAsker.get(name) ?? 0;
    // Whoever is signed in waits behind strangers, and is never turned away by them.
    if (ofAsker >= maxWaitingPerAsker || (isStranger && strangersWaiting >= maxWaiting)) throw new PasswordsBusyError();
    waitingPerAsker.set(name, ofAsker + 1);
    if (isStranger) strangersWaiting += 1;
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      if (isStranger) strangersWaiting -= 1;
      const left = (waitingPerAsker.get(name) ?? 1) - 1;
      if (left === 0) waitingPerAsker.delete(name);
      else waitingPerAsker.set(name, left);
    }
  }

  return {
    hash: (password, asker) => inTurn(asker, () => hash(normalise(password), options)),

    isRight(password, known, asker) {
      return inTurn(asker, async () => {
        // Made before the first check of any name, so that its making tells nothing either.
        decoy ??= hash(randomBytes(32), options);
        const isRight = await verify(known ?? (await decoy), normalise(password));
        return isRight && known !== null;
      });
    },
  };
}

/** For those who sign in: what came of it, or that too many others do so, too. */
export async function unlessBusy<T extends string | boolean>(check: Promise<T>): Promise<T | SignInRefusal> {
  try {
    return await check;
  } catch (error) {
    if (!(error instanceof PasswordsBusyError)) throw error;
    return { code: 'BUSY', message: 'Too many people are signing in right now. Try again in a few seconds.' };
  }
}

/** The same password, typed on another keyboard, is the same password. */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
