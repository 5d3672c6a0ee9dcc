import { OperationTypeNode } from 'graphql';
import type { Principal } from '../kernel/principal.ts';
import { isMessages, type MessageReader, type SharedMessage } from '../kernel/subscription.ts';
import type { ErrorMask } from './error-mask.ts';
import { assertCanBegin } from './live-caller.ts';
import { type Answer, type Operation, toSend } from './operation.ts';
import type { Sender } from './outgoing.ts';
import { labelOf, Payload } from './payload.ts';
import { isShared, type SharedPayloads, type Taker } from './shared-payloads.ts';
import type { Message } from './text-frames.ts';
import type { Variables } from './variables.ts';
import type { TurnTaker, WatchTurns } from './watch-turns.ts';

/** An operation that may begin, with all it needs. */
export interface Beginning {
  readonly operation: Operation;
  readonly variables: Variables;
  /** Names what is asked of a message, whoever asks; null where its messages are nobody else's. */
  readonly asked: string | null;
}

/** What an operation asks of its socket. */
export interface OperationSocket extends Omit<WatchTurns, 'giveTurns'> {
  /** Whether whoever was let in may begin anything new. */
  readonly canBegin: boolean;
  /** The GraphQL context of everything it carries; null until there is something. */
  readonly context: object | null;
  /**
   * @param sender told when the operating system took it; never once the socket is closed
   * @returns whether it took it at once: then `sender` is not told
   */
  send(message: Message, sender?: Sender): boolean;
}

/** What it asks of the server, for whichever socket. */
export interface OperationServer {
  readonly errorMask: ErrorMask;
  readonly sharedPayloads: SharedPayloads;
  /** For one answer to several readers, who all may what this one may. */
  createSharedContext(principal: Principal): object;
}

/** What an operation has in common with the others of its socket. */
export interface Surroundings {
  readonly socket: OperationSocket;
  readonly server: OperationServer;
  /** The operation is over by itself. */
  over(id: string): void;
}

/** One operation on a socket, from its beginning to its `complete`. */
export class OpenOperation implements MessageReader<unknown>, Taker, TurnTaker, Sender {
  readonly id: string;
  // What it began with, one by one: there are tens of thousands, and an object more for each shows.
  readonly #operation: Operation;
  readonly #variables: Variables;
  #asked: string | null;
  readonly #surroundings: Surroundings;
  // Kept besides: what a change passes on its way to thousands takes longer for each object that it passes.
  readonly #socket: OperationSocket;
  readonly #server: OperationServer;
  #source: AsyncIterator<unknown> | null = null;
  #state: 'OPEN' | 'IN_TURN' | 'OVER' = 'OPEN';

  constructor(id: string, { operation, variables, asked }: Beginning, surroundings: Surroundings) {
    this.id = id;
    this.#operation = operation;
    this.#variables = variables;
    this.#asked = asked;
    this.#surroundings = surroundings;
    this.#socket = surroundings.socket;
    this.#server = surroundings.server;
  }

  /** What each of its messages begins with. */
  get #label(): string {
    return labelOf(this.id);
  }

  get isWatch(): boolean {
    return this.#operation.isWatch;
  }

  /** Begins, unless it was completed, or whoever sent it refused, meanwhile. */
  begin(): void {
    if (this.#isOver) return;
    const { context } = this.#socket;
    try {
      assertCanBegin(this.#socket);
    } catch (error) {
      return this.#answer(this.#failure(error));
    }
    if (this.#operation.type === OperationTypeNode.SUBSCRIPTION) {
      void this.#operation.open(this.#variables, context).then((opened) => this.#opened(opened));
      return;
    }
    const answer = this.#operation.run(this.#variables, context);
    if (answer instanceof Promise) void answer.then((known) => this.#answer(known));
    else this.#answer(answer);
  }

  /** Nobody waits for it any more: nothing more is sent, and its source is let go of. */
  cancel(): void {
    this.#end();
    this.#leave(this.#source);
  }

  get #isOver(): boolean {
    return this.#state === 'OVER';
  }

  #opened(opened: AsyncIterator<unknown> | Answer): void {
    if (!('next' in opened)) return this.#answer(opened);
    if (this.#isOver) return this.#leave(opened);
    this.#source = opened;
    this.#pull();
  }

  beginLook(): boolean {
    if (!this.isWatch) return this.#hasRoom();
    if (this.#state !== 'OPEN') return this.#state === 'IN_TURN';
    if (this.#socket.takeTurn()) this.#state = 'IN_TURN';
    else this.#socket.awaitTurn(this);
    return this.#state === 'IN_TURN';
  }

  /** It begins a look with its turn, or is over. */
  beginTurn(): void {
    if (this.#isOver) return this.#socket.endTurn();
    this.#state = 'IN_TURN';
    this.#pull();
  }

  endLook(): void {
    if (this.#state !== 'IN_TURN') return;
    this.#state = 'OPEN';
    this.#socket.endTurn();
  }

  told(message: unknown): void {
    if (this.#isOver) return;
    if (this.#asked === null || !isShared(message)) return this.#answerTo(message);
    this.#asked = this.#server.sharedPayloads.give(message, this.#asked, this);
  }

  failed(error: unknown): void {
    if (this.#isOver) return;
    this.#leave(this.#source); // It failed already; this only lets go of it.
    this.#answer(this.#failure(error));
  }

  over(): void {
    this.#complete();
  }

  make(message: SharedMessage): Payload | Promise<Payload> {
    const { errorMask } = this.#server;
    const contextValue = this.#server.createSharedContext(message.readBy);
    const finish = (answer: Answer): Payload => toSend(answer, errorMask, (text) => new Payload(text));
    const answer = this.#operation.run(this.#variables, contextValue, message);
    return answer instanceof Promise ? answer.then(finish) : finish(answer);
  }

  take(payload: Payload): void {
    this.#tell(payload.frameFor(this.id));
  }

  sent(): void {
    this.#pull();
  }

  /** Asks for one message; for the next one only when this one has left, so that who does not read costs nothing. */
  #pull(): void {
    const source = this.#source;
    if (source === null || this.#isOver) return;
    if (isMessages(source)) source.pull(this);
    else this.#askNextInRoom(source);
  }

  #hasRoom(): boolean {
    const isFull = this.#socket.isFull();
    if (isFull) this.#socket.whenRoom(() => this.#pull());
    return !isFull;
  }

  #askNextInRoom(source: AsyncIterator<unknown>): void {
    this.#socket.whenRoom(() => this.#askNext(source));
  }

  #askNext(source: AsyncIterator<unknown>): void {
    source.next().then(
      ({ done, value }) => {
        if (done === true) this.over();
        else this.#socket.whenRoom(() => this.told(value));
      },
      (error: unknown) => this.failed(error),
    );
  }

  #answerTo(message: unknown): void {
    const answer = this.#operation.run(this.#variables, this.#socket.context, message);
    if (answer instanceof Promise) void answer.then((known) => this.#tell(this.#nextOf(known)));
    else this.#tell(this.#nextOf(answer));
  }

  #tell(message: Message): void {
    const isSent = !this.#isOver && this.#socket.send(message, this);
    this.endLook();
    if (isSent) this.#pull();
  }

  #answer(answer: Answer): void {
    if (this.#isOver) return;
    const label = this.#label;
    this.#socket.send(this.#nextOf(answer, label));
    this.#complete(label);
  }

  #nextOf(answer: Answer, label = this.#label): string {
    return toSend(answer, this.#server.errorMask, (text) => `${label}"next","payload":${text}}`);
  }

  #complete(label = this.#label): void {
    if (this.#isOver) return;
    this.#end();
    this.#socket.send(`${label}"complete"}`);
    this.#surroundings.over(this.id);
  }

  #end(): void {
    const hasTurn = this.#state === 'IN_TURN';
    this.#state = 'OVER'; // Before others may have its turn.
    if (hasTurn) this.#socket.endTurn();
  }

  #failure(error: unknown): Answer {
    return { data: null, errors: [this.#server.errorMask.one(error)] };
  }

  #leave(source: AsyncIterator<unknown> | null): void {
    source?.return?.().catch((error: unknown) => void this.#server.errorMask.one(error)); // Logs it.
  }
}
