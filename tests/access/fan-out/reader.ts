import type { Api } from '../../harness/api.ts';
import type { Member } from '../../harness/people.ts';
import type { Random } from '../../harness/random.ts';
import { within } from '../../harness/until.ts';
import type { WireSocket } from '../../harness/wire-socket.ts';
import type { Subject } from './rights.ts';

export interface Seen extends Subject {
  readonly id: string;
  readonly name: string | null;
  readonly lifecycle: string;
  readonly pinned: boolean;
  readonly canKill: boolean;
  readonly canPin: boolean;
}

interface Changes {
  readonly revision: string;
  readonly resync: boolean;
  readonly removed: readonly string[];
  readonly upserted: readonly Seen[];
}

interface List {
  readonly revision: string;
  readonly pinned: readonly Seen[];
  readonly edges: readonly { readonly node: Seen }[];
}

const fields = 'id app userId name lifecycle pinned canKill canPin';

// The same words for everybody: what is shared between equal subscriptions must not be shared between unequal people.
const listDocument = `query List {
  sessions(filter: { lifecycle: [ACTIVE] }, first: 500) { revision pinned { ${fields} } edges { node { ${fields} } } }
}`;
const watchDocument = `subscription Watch($after: Revision) {
  sessionChanges(filter: { lifecycle: [ACTIVE] }, afterRevision: $after) { revision resync removed upserted { ${fields} } }
}`;

/** Every running session the viewer may know of. */
export async function listAll(api: Api): Promise<{ readonly sessions: readonly Seen[]; readonly revision: string }> {
  const { sessions } = await api.data<{ sessions: List }>(listDocument);
  return {
    sessions: [...sessions.pinned, ...sessions.edges.map(({ node }) => node)],
    revision: sessions.revision,
  };
}

/** A dashboard of one person: a list kept right by watching, over connections that break now and then. */
export class Reader {
  readonly #person: Member;
  readonly #random: Random;
  readonly #onSession: (session: Seen) => void;
  readonly #onRemoved: (id: string) => void;
  #revision: string | null = null;
  #socket: WireSocket | undefined;
  #isStopped = false;
  readonly state = new Map<string, Seen>();
  messages = 0;
  resyncs = 0;

  constructor(options: {
    readonly person: Member;
    readonly random: Random;
    /** Called with everything the server tells this person of a session. */
    readonly onSession: (session: Seen) => void;
    readonly onRemoved: (id: string) => void;
  }) {
    this.#person = options.person;
    this.#random = options.random;
    this.#onSession = options.onSession;
    this.#onRemoved = options.onRemoved;
  }

  /** Reads until it is stopped. @throws when a connection ends that this reader did not cut */
  async run(): Promise<void> {
    while (!this.#isStopped) {
      if (this.#revision === null) await this.#list();
      await this.#watch(this.#random.between(5, 60));
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.cut();
  }

  async #list(): Promise<void> {
    const { sessions, revision } = await listAll(this.#person.api);
    this.state.clear();
    for (const session of sessions) this.#take(session);
    this.#revision = revision;
  }

  /** Goes on from the last revision, for so many messages or until all has to be read again. */
  async #watch(count: number): Promise<void> {
    const socket = await this.#person.openSocket();
    this.#socket = socket;
    const id = socket.subscribe(watchDocument, { after: this.#revision });
    for (let left = count; left > 0 && this.#revision !== null && !this.#isStopped; left--) {
      const message = await within('a message or the end', 60_000, this.#next(socket, id));
      if (message) this.#apply(message);
    }
    socket.cut();
  }

  /** Null once this reader was stopped. */
  async #next(socket: WireSocket, id: string): Promise<Changes | null> {
    try {
      return (await socket.nextData<{ sessionChanges: Changes }>(id, 60_000)).sessionChanges;
    } catch (error) {
      if (this.#isStopped) return null;
      throw error;
    }
  }

  #apply({ revision, resync, removed, upserted }: Changes): void {
    this.messages += 1;
    if (resync) this.resyncs += 1;
    for (const session of upserted) this.#take(session);
    for (const id of removed) {
      this.#onRemoved(id);
      this.state.delete(id);
    }
    this.#revision = resync ? null : revision;
  }

  #take(session: Seen): void {
    this.#onSession(session);
    this.state.set(session.id, session);
  }
}
