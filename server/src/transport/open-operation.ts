import { OperationTypeNode } from 'graphql';
import type { Principal } from '../kernel/principal.ts';
import { isMessages, type MessageReader, type SharedMessage } from '../kernel/subscription.ts';
import type { ErrorMask } from './error-mask.ts';
import { assertCanBegin } from './live-caller.ts';
import { type Answer, type Operation, toSend } from './operation.ts';
import type { Visitor } from './ports.ts';
import { labelOf, Payload } from './payload.ts';
import { isShared, type SharedPayloads, type Taker } from './shared-payloads.ts';
import type { Message } from './text-frames.ts';
import type { Variables } from './variables.ts';
import type { Room, WatchTurns } from './watch-turns.ts';

/** An operation that may begin, with all it needs. */
export interface Beginning {
  readonly operation: Operation;
  readonly variables: Variables;
  readonly contextValue: object;
  readonly visitor: Visitor;
  /** Names what is asked of a message, whoever asks; null where its messages are nobody else's. */
  readonly asked: string | null;
}

/** What an operation has in common with the others of its socket. */
export interface Surroundings extends Room {
  readonly errorMask: ErrorMask;
  readonly sharedPayloads: SharedPayloads;
  readonly watchTurns: WatchTurns;
  /** For one answer to several readers. */
  createSharedContext(principal: Principal): object;
  /**
   * @param onSent called when the operating system took it; never once the socket is closed
   * @returns whether it took it at once: then `onSent` is not called
   */
  send(message: Message, onSent?: () => void): boolean;
  /** The operation is over by itself. */
  over(id: string): void;
}

/** One operation on a socket, from its beginning to its `complete`. */
export class OpenOperation implements MessageReader<unknown>, Taker {
  readonly id: string;
  // What it began with, one by one: there are tens of thousands, and an object more for each shows.
  readonly #operation: Operation;
  readonly #variables: Variables;
  readonly #contextValue: object;
  readonly #visitor: Visitor;
  #asked: string | null;
  readonly #surroundings: Surroundings;
  #source: AsyncIterator<unknown> | null = null;
  #isOver = false;
  #hasTurn = false;

  constructor(
    id: string,
    { operation, variables, contextValue, visitor, asked }: Beginning,
    surroundings: Surroundings,
  ) {
    this.id = id;
    this.#operation = operation;
    this.#variables = variables;
    this.#contextValue = contextValue;
    this.#visitor = visitor;
    this.#asked = asked;
    this.#surroundings = surroundings;
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
    try {
      assertCanBegin(this.#visitor);
    } catch (error) {
      return this.#answer(this.#failure(error));
    }
    if (this.#operation.type === OperationTypeNode.SUBSCRIPTION) {
      void this.#operation.open(this.#variables, this.#contextValue).then((opened) => this.#opened(opened));
      return;
    }
    const answer = this.#operation.run(this.#variables, this.#contextValue);
    if (answer instanceof Promise) void answer.then((known) => this.#answer(known));
    else this.#answer(answer);
  }

  /** Nobody waits for it any more: nothing more is sent, and its source is let go of. */
  cancel(): void {
    this.#isOver = true;
    this.endLook();
    this.#leave(this.#source);
  }

  #opened(opened: AsyncIterator<unknown> | Answer): void {
    if (!('next' in opened)) return this.#answer(opened);
    if (this.#isOver) return this.#leave(opened);
    this.#source = opened;
    this.#pull();
  }

  beginLook(): boolean {
    if (!this.isWatch) {
      const isFull = this.#surroundings.isFull();
      if (isFull) this.#surroundings.whenRoom(() => this.#pull());
      return !isFull;
    }
    if (this.#hasTurn) return true;
    const { watchTurns } = this.#surroundings; // Made by the first who asks.
    this.#hasTurn = watchTurns.take();
    if (!this.#hasTurn) watchTurns.wait(() => this.#pullInTurn());
    return this.#hasTurn;
  }

  endLook(): void {
    if (!this.#hasTurn) return;
    this.#hasTurn = false;
    this.#surroundings.watchTurns.end();
  }

  told(message: unknown): void {
    if (this.#isOver) return;
    if (this.#asked === null || !isShared(message)) return this.#answerTo(message);
    this.#asked = this.#surroundings.sharedPayloads.give(message, this.#asked, this);
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
    const { errorMask } = this.#surroundings;
    const contextValue = this.#surroundings.createSharedContext(message.readBy);
    const finish = (answer: Answer): Payload => toSend(answer, errorMask, (text) => new Payload(text));
    const answer = this.#operation.run(this.#variables, contextValue, message);
    return answer instanceof Promise ? answer.then(finish) : finish(answer);
  }

  take(payload: Payload): void {
    this.#tell(payload.frameFor(this.id));
  }

  /** Asks for one message; for the next one only when this one has left, so that who does not read costs nothing. */
  #pull(): void {
    const source = this.#source;
    if (source === null || this.#isOver) return;
    if (isMessages(source)) source.pull(this);
    else this.#surroundings.whenRoom(() => this.#askNext(source));
  }

  /** It has a turn: it begins a look with it, or is over. */
  #pullInTurn(): void {
    this.#hasTurn = true;
    if (this.#isOver) this.endLook();
    else this.#pull();
  }

  #askNext(source: AsyncIterator<unknown>): void {
    source.next().then(
      ({ done, value }) => {
        if (done === true) this.over();
        else this.#surroundings.whenRoom(() => this.told(value));
      },
      (error: unknown) => this.failed(error),
    );
  }

  #answerTo(message: unknown): void {
    const answer = this.#operation.run(this.#variables, this.#contextValue, message);
    if (answer instanceof Promise) void answer.then((known) => this.#tell(this.#nextOf(known)));
    else this.#tell(this.#nextOf(answer));
  }

  #tell(message: Message): void {
    const isSent = !this.#isOver && this.#surroundings.send(message, () => this.#pull());
    this.endLook();
    if (isSent) this.#pull();
  }

  #answer(answer: Answer): void {
    if (this.#isOver) return;
    const label = this.#label;
    this.#surroundings.send(this.#nextOf(answer, label));
    this.#complete(label);
  }

  #nextOf(answer: Answer, label = this.#label): string {
    return toSend(answer, this.#surroundings.errorMask, (text) => `${label}"next","payload":${text}}`);
  }

  #complete(label = this.#label): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.endLook();
    this.#surroundings.send(`${label}"complete"}`);
    this.#surroundings.over(this.id);
  }

  #failure(error: unknown): Answer {
    return { data: null, errors: [this.#surroundings.errorMask.one(error)] };
  }

  #leave(source: AsyncIterator<unknown> | null): void {
    source?.return?.().catch((error: unknown) => void this.#surroundings.errorMask.one(error)); // Logs it.
  }
}
