import { ForbiddenError } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Credentials, Identity, Visitor } from './ports.ts';

export const bootstrapToken = 'rca_0123456789abcdef';
export const signInSecret = 'rcs_0123456789abcdef';
export const signInCookie = `__Host-rollcall=${signInSecret}`;

export const ada: Principal & { kind: 'PERSON' } = {
  kind: 'PERSON',
  personId: 'person_1',
  name: 'Ada',
  role: 'ADMIN',
  apps: null,
  userId: null,
  signInId: 'sign_in_1',
};

/** Somebody admitted, as the test sees them. */
export interface TestVisitor {
  readonly secret: string;
  /** How often they left. */
  left: number;
}

/** Who is known by which secret, and who of them is here. */
export class TestAccess {
  readonly #principals = new Map<string, Principal>([
    [bootstrapToken, { kind: 'BOOTSTRAP' }],
    [signInSecret, ada],
  ]);
  readonly #refusals = new Map<string, Set<() => void>>();
  readonly #beginners = new Set<string>(this.#principals.keys());
  /** What was asked, in order. */
  readonly asked: Credentials[] = [];
  readonly visitors: TestVisitor[] = [];

  /** Makes `secret` good for this principal, or changes what it is good for. */
  allow(secret: string, principal: Principal): void {
    this.#principals.set(secret, principal);
    this.#beginners.add(secret);
  }

  /** Lets nothing new begin by this secret; what is under way goes on. */
  stopBeginning(secret: string): void {
    this.#beginners.delete(secret);
  }

  /** Ends what this secret is good for, and tells whoever is here by it. */
  refuse(secret: string): void {
    this.#principals.delete(secret);
    this.#beginners.delete(secret);
    for (const callback of this.#refusals.get(secret) ?? []) callback();
  }

  knows(secret: string): boolean {
    return this.#principals.has(secret);
  }

  async authenticate(credentials: Credentials): Promise<Identity | null> {
    this.asked.push(credentials);
    const secret = secretOf(credentials);
    return this.#principals.has(secret) ? identityOf(secret, this.#principals) : null;
  }

  async admit(credentials: Credentials): Promise<Visitor | null> {
    const isKnown = (await this.authenticate(credentials)) !== null;
    return isKnown ? this.visit(secretOf(credentials)) : null;
  }

  /** A visitor of whom nothing was asked; refused at once where the secret is good no more. */
  visit(secret: string): Visitor {
    const visitor: TestVisitor = { secret, left: 0 };
    this.visitors.push(visitor);
    const principals = this.#principals;
    const beginners = this.#beginners;
    const refusals = this.#refusals.get(secret) ?? new Set();
    this.#refusals.set(secret, refusals);
    const callbacks: (() => void)[] = [];
    return {
      get principal() {
        return identityOf(secret, principals).principal;
      },
      get canBegin() {
        return beginners.has(secret);
      },
      onRefused(guest) {
        const callback = (): void => guest.refused();
        if (!principals.has(secret)) return void callback();
        refusals.add(callback);
        callbacks.push(callback);
      },
      leave() {
        visitor.left += 1;
        for (const callback of callbacks) refusals.delete(callback);
      },
    };
  }
}

function identityOf(secret: string, principals: ReadonlyMap<string, Principal>): Identity {
  return {
    get principal() {
      const principal = principals.get(secret);
      if (principal === undefined) throw new ForbiddenError('These credentials hold no longer.');
      return principal;
    },
  };
}

function secretOf({ bearer, signIn }: Credentials): string {
  return bearer ?? signIn ?? '';
}
