import type { Clock } from '../../kernel/clock.ts';
import type { CreateId } from '../../kernel/ids.ts';
import type { Role } from '../../kernel/principal.ts';
import { createSecret, hashSecret } from '../../kernel/secrets.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { Attempts } from './attempts.ts';
import { type Claims, nameOf, roleOf, userIdOf } from './claims.ts';
import { type Checks, createOpenIdProvider, IdentityRefusedError } from './oidc.ts';
import { afterOf, type Person } from './person.ts';
import { byPerson, recordOf } from './records.ts';
import {
  addressOf,
  beginSignIn,
  type BegunSignIn,
  endSignInsExcept,
  type PeopleStores,
  type SignInRefusal,
} from './sign-in.ts';
import type { PeopleStore } from './store.ts';

/** The identity provider of an organisation, and what its groups mean here. */
export interface IdentityProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client that PKCE alone protects. */
  readonly clientSecret: string | null;
  /** The words on the button. */
  readonly label: string;
  /** The claim that names somebody's groups. */
  readonly groupsClaim: string;
  /** The role each group gives; who is in none of them is refused. */
  readonly roles: ReadonlyMap<string, Role>;
  /** The claim that is the userId of the sessions that work for somebody; null: an admin states it. */
  readonly userIdClaim: string | null;
}

interface IdentityPorts {
  readonly clock: Clock;
  readonly createId: CreateId;
  readonly config: IdentityProviderConfig;
  readonly write: UnitOfWork<PeopleStores>;
  onError(error: unknown): void;
}

const refused = (message: string): SignInRefusal => ({ code: 'SIGN_IN_REFUSED', message });

/**
 * Signing in at an identity provider. It decides who somebody is and, at each sign-in anew, what role they have; they
 * are known by its own id of them, never by a name, so that nobody becomes somebody who signs in with a password.
 */
export function createIdentities({ clock, createId, config, write, onError }: IdentityPorts) {
  const provider = createOpenIdProvider(config);
  const attempts = new Attempts<Checks>(clock);

  /** The person as the provider has them now; a new one where they never came before. */
  async function refresh(stores: PeopleStores, claims: Claims, role: Role, origin: string | null): Promise<Person> {
    const nowMs = clock.wallMs();
    const known = await stores.people.findByIdentity(claims.iss, claims.sub);
    const person: Person = {
      ...(known ?? {
        id: createId('person', nowMs),
        name: await freeName(stores.people, nameOf(claims)),
        apps: null,
        userId: null,
        passwordHash: null,
        identity: { issuer: claims.iss, subject: claims.sub },
        createdAtMs: nowMs,
      }),
      role,
      ...(role === 'ADMIN' && { apps: null }),
      ...(config.userIdClaim !== null && { userId: userIdOf(claims[config.userIdClaim]) }),
    };
    const by = byPerson(person, origin);
    if (known === null) {
      await stores.people.insert(person);
      await stores.records.append(recordOf(by, 'PERSON_CREATED', person.id, afterOf(person), nowMs));
    } else if (JSON.stringify(afterOf(known)) !== JSON.stringify(afterOf(person))) {
      await stores.people.update(person);
      await stores.records.append(recordOf(by, 'PERSON_UPDATED', person.id, afterOf(person), nowMs));
    }
    return person;
  }

  /** Whoever is in no group any more has no business here, on any browser. */
  async function expel(claims: Claims, origin: string | null): Promise<void> {
    await write(async (stores) => {
      const known = await stores.people.findByIdentity(claims.iss, claims.sub);
      if (known !== null) await endSignInsExcept(null, stores, byPerson(known, origin), known.id, clock.wallMs());
    });
  }

  return {
    label: config.label,

    /**
     * Where to send a browser, and the secret by which its attempt is found when it is back.
     * @param origin whose attempt it is: of one address only the newest twenty wait
     * @throws when the provider cannot be reached
     */
    async begin(redirectUri: string, origin: string | null): Promise<{ readonly url: string; readonly state: string }> {
      const { url, checks } = await provider.begin(redirectUri);
      const secret = createSecret('rcc');
      attempts.begin(hashSecret(secret), checks, addressOf(origin));
      return { url, state: secret };
    },

    /**
     * Signs in whoever came back. An attempt works once, for ten minutes.
     * @returns null when there is no such attempt (any more)
     * @throws when the provider cannot be reached
     */
    async finish(
      callbackUrl: string,
      secret: string,
      origin: string | null,
    ): Promise<BegunSignIn | SignInRefusal | null> {
      const checks = attempts.take(hashSecret(secret));
      if (checks === null) return null;
      const { groupsClaim, userIdClaim, roles } = config;
      const wanted = userIdClaim === null ? [groupsClaim] : [groupsClaim, userIdClaim];
      try {
        const claims = await provider.finish(callbackUrl, checks, wanted);
        const role = roleOf(claims[groupsClaim], roles);
        if (role === null) {
          await expel(claims, origin);
          return refused('None of your groups may use Rollcall. Ask whoever runs it.');
        }
        return await write(async (stores) => {
          const person = await refresh(stores, claims, role, origin);
          return beginSignIn(stores, person, { createId, origin, nowMs: clock.wallMs() });
        });
      } catch (error) {
        if (!(error instanceof IdentityRefusedError)) throw error;
        onError(error);
        return refused('The identity provider did not sign you in. Try again.');
      }
    },
  };
}

/** The name itself, or with the first number behind it that nobody has. */
async function freeName(people: PeopleStore, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if ((await people.findByName(candidate)) === null) return candidate;
  }
}
