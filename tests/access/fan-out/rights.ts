import type { Api } from '../../harness/api.ts';
import type { Member } from '../../harness/people.ts';
import type { Random } from '../../harness/random.ts';

export interface Rights {
  readonly role: 'VIEWER' | 'OPERATOR';
  /** Null: every app. */
  readonly apps: readonly string[] | null;
  readonly userId: string | null;
}

/** What of a session decides who may know of it. */
export interface Subject {
  readonly app: string;
  readonly userId: string | null;
}

/** Rights somebody had, from when they were asked for until the next ones were sure to hold. */
interface Held {
  readonly rights: Rights;
  readonly fromMs: number;
  untilMs: number;
}

/** How long after they are gone rights may still be felt. */
const feltForMs = 1_000;

/** One person's rights as a test changes them again and again, and what they let them know of. */
export class ChangingRights {
  readonly #person: Member;
  readonly #admin: Api;
  readonly #options: readonly [Rights, ...Rights[]];
  readonly #history: Held[];
  #changing: Promise<void> = Promise.resolve();

  /** @param options what the rights may be; the first is what they are */
  constructor(person: Member, admin: Api, options: readonly [Rights, ...Rights[]]) {
    this.#person = person;
    this.#admin = admin;
    this.#options = options;
    this.#history = [{ rights: options[0], fromMs: 0, untilMs: Infinity }];
  }

  get changes(): number {
    return this.#history.length - 1;
  }

  /** One change after the other, so that it is known which one holds. */
  change(random: Random): Promise<void> {
    this.#changing = this.#changing.then(() => this.#change(random));
    return this.#changing;
  }

  /** Whether somebody with the rights of now, or of the last second, may know of this. */
  mayKnowNow(subject: Subject): boolean {
    const sinceMs = performance.now() - feltForMs;
    return this.#history.some(({ rights, untilMs }) => untilMs >= sinceMs && isInScope(rights, subject));
  }

  /** Whether they may have known of it at some time. */
  mayEverHaveKnown(subject: Subject): boolean {
    return this.#history.some(({ rights }) => isInScope(rights, subject));
  }

  async #change(random: Random): Promise<void> {
    const before = this.#history.at(-1);
    const rights = random.pick(this.#options);
    this.#history.push({ rights, fromMs: performance.now(), untilMs: Infinity });
    const { __typename } = await this.#person.update(this.#admin, { ...rights });
    if (__typename !== 'UpdatePersonSuccess') throw new Error(__typename);
    if (before) before.untilMs = performance.now();
  }
}

// By hand, so that the server's own rule is held against another one.
function isInScope({ apps, userId }: Rights, session: Subject): boolean {
  if (apps === null || apps.includes(session.app)) return true;
  return userId !== null && userId === session.userId;
}
