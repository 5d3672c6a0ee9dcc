import { expect } from 'vitest';
import { Api, type ApiOptions, type WireError } from '../harness/api.ts';
import { EventStream } from '../harness/event-stream.ts';
import { within } from '../harness/until.ts';
import { type Frame, WireSocket } from '../harness/wire-socket.ts';

/** How soon a right that is gone must be felt. */
const feltWithinMs = 1_000;

export interface Changes {
  readonly revision: string;
  readonly resync: boolean;
  readonly removed: readonly string[];
  readonly upserted: readonly { readonly id: string; readonly name: string | null; readonly canKill: boolean }[];
}

const watchDocument = `subscription Watch($after: Revision) {
  sessionChanges(afterRevision: $after) { revision resync removed upserted { id name canKill } }
}`;

const signalDocument = 'subscription Signal($id: ID!) { killSignal(sessionId: $id) { id } }';

const whoAmI = '{ viewer { actor { kind } permissions } }';

/** Everything somebody can have open: a socket with subscriptions on it, and a stream of events. */
export class Visit {
  readonly api: Api;
  readonly socket: WireSocket;
  readonly stream: EventStream;
  /** The subscription that watches the list; null where the visitor may not list. */
  readonly watch: string | null;
  /** The subscription that waits for a kill. */
  readonly signal: string;

  private constructor(opened: Pick<Visit, 'api' | 'socket' | 'stream' | 'watch' | 'signal'>) {
    this.api = opened.api;
    this.socket = opened.socket;
    this.stream = opened.stream;
    this.watch = opened.watch;
    this.signal = opened.signal;
  }

  /** Opens a watch of the list, and a wait for the kill of one session. */
  static async open(url: string, credentials: ApiOptions, sessionId: string): Promise<Visit> {
    const socket = await greet(url, credentials);
    const watch = socket.subscribe(watchDocument);
    await socket.nextData(watch);
    const stream = await EventStream.open(url, credentials, watchDocument);
    await stream.includes('"upserted":[]');
    return Visit.#create(url, credentials, { socket, stream, watch, sessionId });
  }

  /** For those who may not list: both ways wait for the kill of one session. */
  static async openSignals(url: string, credentials: ApiOptions, sessionId: string): Promise<Visit> {
    const socket = await greet(url, credentials);
    const stream = await EventStream.open(url, credentials, signalDocument, { id: sessionId });
    return Visit.#create(url, credentials, { socket, stream, watch: null, sessionId });
  }

  static async #create(
    url: string,
    credentials: ApiOptions,
    { sessionId, ...opened }: Pick<Visit, 'socket' | 'stream' | 'watch'> & { readonly sessionId: string },
  ): Promise<Visit> {
    const signal = opened.socket.subscribe(signalDocument, { id: sessionId });
    // The answer to a later request shows that the subscription before it is open.
    await opened.socket.request(whoAmI);
    return new Visit({ ...opened, signal, api: new Api(url, credentials) });
  }

  nextChanges(withinMs = feltWithinMs): Promise<Changes> {
    if (this.watch === null) throw new Error('this visitor watches nothing');
    return this.socket.nextData<{ sessionChanges: Changes }>(this.watch, withinMs).then((data) => data.sessionChanges);
  }

  /** The code of the error a subscription ends with. */
  async nextError(id: string): Promise<string | undefined> {
    const frame = await this.socket.next(`the end of ${id}`, (candidate) => candidate.id === id, feltWithinMs);
    return codeOfFrame(frame);
  }

  /** @throws when it is not over, on every way in, within the second it may take */
  async expectRefused(): Promise<void> {
    expect((await this.api.send(whoAmI)).status).toBe(401);
    const [{ code }] = await Promise.all([
      within('the end of the socket', feltWithinMs, this.socket.closed),
      within('the end of the stream', feltWithinMs, this.stream.ended),
    ]);
    expect(code).toBe(4401);
  }

  /** @throws when a way in is closed, or does not answer any more */
  async expectWelcome(): Promise<void> {
    expect((await this.api.send(whoAmI)).status).toBe(200);
    await this.socket.request(whoAmI);
  }

  async close(): Promise<void> {
    await Promise.all([this.socket.close(), this.stream.close()]);
  }
}

/** Every error that came in a frame, whichever type it was of. */
function codeOfFrame({ type, payload }: Frame): string | undefined {
  // An error frame has the errors themselves, any other what an answer over HTTP has.
  const errors = type === 'error' ? payload : (payload as { errors?: unknown }).errors;
  const [error] = (errors ?? []) as readonly WireError[];
  return error?.extensions?.code;
}

function greet(url: string, { secret, headers = {} }: ApiOptions): Promise<WireSocket> {
  return WireSocket.greet(url, {
    headers,
    ...(secret === undefined ? {} : { payload: { authorization: `Bearer ${secret}` } }),
  });
}
