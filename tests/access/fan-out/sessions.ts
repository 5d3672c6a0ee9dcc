import { randomUUID } from 'node:crypto';
import type { Api } from '../../harness/api.ts';
import { mutate, type Registered, registerDocument } from '../../harness/operations.ts';
import type { Random } from '../../harness/random.ts';
import { appKey, type ServerProcess } from '../../harness/server-process.ts';
import { WireSocket } from '../../harness/wire-socket.ts';
import type { Subject } from './rights.ts';

const update = `mutation ($input: UpdateSessionInput!) { updateSession(input: $input) { __typename } }`;
const end = `mutation ($input: EndSessionInput!) { endSession(input: $input) { __typename } }`;
const start = `mutation ($input: StartTaskInput!) { startTask(input: $input) { __typename } }`;

interface Running {
  readonly id: string;
  readonly app: string;
  readonly externalId: string;
}

const apps = ['red', 'blue', 'shared'] as const;
const users = ['ada', 'bob', 'carol'] as const;
const runningAtOnce = 12;

/** Owns sessions of every app, and changes them one after the other: names, tasks, pins, whom they work for, their end. */
export class ChangingSessions {
  readonly #server: ServerProcess;
  readonly #admin: Api;
  readonly #random: Random;
  readonly #ownerId = randomUUID();
  readonly #running: Running[] = [];
  /** Everything each session ever was. */
  readonly #subjects: Map<string, Subject[]>;
  changes = 0;

  /** @param subjects takes up what each session was, at all times */
  constructor(server: ServerProcess, admin: Api, random: Random, subjects: Map<string, Subject[]>) {
    this.#server = server;
    this.#admin = admin;
    this.#random = random;
    this.#subjects = subjects;
  }

  /** @param afterEach called after every change, and waited for */
  async run(count: number, afterEach: () => Promise<void>): Promise<void> {
    const socket = await WireSocket.open(this.#server.url, appKey, this.#ownerId);
    for (; this.changes < count; this.changes++) {
      await this.#change(socket);
      await afterEach();
    }
    await socket.close();
  }

  async #change(socket: WireSocket): Promise<void> {
    const [first, ...others] = this.#running;
    if (first === undefined || this.#running.length < runningAtOnce) return this.#register(socket);
    const session = this.#random.pick([first, ...others]);
    const { id } = session;
    const dice = this.#random.between(1, 100);
    if (dice <= 55) await socket.request(update, { input: { id, name: `change ${this.changes}` } });
    else if (dice <= 80) await this.#register(socket, session);
    else if (dice <= 90)
      await socket.request(start, { input: { sessionId: id, taskId: randomUUID(), name: 'a task' } });
    else if (dice <= 97) await mutate(this.#admin, dice % 2 === 0 ? 'pinSession' : 'unpinSession', { id });
    else {
      await socket.request(end, { input: { id } });
      this.#running.splice(this.#running.indexOf(session), 1);
    }
  }

  /** A new session, or a running one that works for somebody else from now on. */
  async #register(socket: WireSocket, known?: Running): Promise<void> {
    const app = known?.app ?? this.#random.pick(apps);
    const externalId = known?.externalId ?? randomUUID();
    const userId = this.#random.pick(users);
    const input = { app, externalId, userId, ownerId: this.#ownerId };
    // Before it is asked for: whoever watches may be told sooner than we are.
    if (known) this.#subjects.get(known.id)?.push({ app, userId });
    const { registerSession } = await socket.request<{ registerSession: Registered }>(registerDocument, { input });
    const { id } = registerSession.session;
    if (known) return;
    this.#subjects.set(id, [{ app, userId }]);
    this.#running.push({ id, app, externalId });
  }
}
