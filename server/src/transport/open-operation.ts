import { OperationTypeNode } from 'graphql';
import type { ErrorMask } from './error-mask.ts';
import { assertCanBegin } from './live-caller.ts';
import { type Answer, type Operation, toPayload, type Variables } from './operation.ts';
import type { Visitor } from './ports.ts';
import type { Payload, SharedPayloads } from './shared-payloads.ts';

/** An operation that may begin, with all it needs. */
export interface Beginning {
  readonly operation: Operation;
  readonly variables: Variables;
  readonly contextValue: object;
  readonly visitor: Visitor;
  /** What it asks of its messages, where others may ask the same; null where nobody does. */
  readonly asked: string | null;
}

/** What an operation has in common with the others of its socket. */
export interface Surroundings {
  readonly errorMask: ErrorMask;
  readonly sharedPayloads: SharedPayloads;
  /** @param onSent called when the operating system took it; never once the socket is closed */
  send(text: string, onSent?: () => void): void;
  /** The operation is over by itself. */
  over(id: string): void;
}

/** One operation on a socket, from its beginning to its `complete`. */
export class OpenOperation {
  readonly #id: string;
  /** What each of its messages begins with. */
  readonly #label: string;
  readonly #beginning: Beginning;
  readonly #surroundings: Surroundings;
  #source: AsyncIterator<unknown> | null = null;
  #isOver = false;

  constructor(id: string, beginning: Beginning, surroundings: Surroundings) {
    this.#id = id;
    this.#label = `{"id":${JSON.stringify(id)},"type":`;
    this.#beginning = beginning;
    this.#surroundings = surroundings;
  }

  get isWatch(): boolean {
    return this.#beginning.operation.isWatch;
  }

  /** Begins, unless it was completed, or whoever sent it refused, meanwhile. */
  begin(): void {
    if (this.#isOver) return;
    const { operation, variables, contextValue, visitor } = this.#beginning;
    try {
      assertCanBegin(visitor);
    } catch (error) {
      return this.#answer(this.#failed(error));
    }
    if (operation.type === OperationTypeNode.SUBSCRIPTION) {
      void operation.open(variables, contextValue).then((opened) => this.#opened(opened));
      return;
    }
    const answer = operation.run(variables, contextValue);
    if (answer instanceof Promise) void answer.then((known) => this.#answer(known));
    else this.#answer(answer);
  }

  /** Nobody waits for it any more: nothing more is sent, and its source is let go of. */
  cancel(): void {
    this.#isOver = true;
    this.#leave(this.#source);
  }

  #opened(opened: AsyncIterator<unknown> | Answer): void {
    if (!('next' in opened)) return this.#answer(opened);
    if (this.#isOver) return this.#leave(opened);
    this.#source = opened;
    this.#pull(opened);
  }

  /** Asks for one message; for the next one only when this one has left, so that who does not read costs nothing. */
  #pull(source: AsyncIterator<unknown>): void {
    source.next().then(
      ({ done, value }) => {
        if (done === true) return this.#complete();
        const payload = this.#payloadOf(value);
        if (typeof payload === 'string') this.#tell(source, payload);
        else void payload.then((known) => this.#tell(source, known));
      },
      (error: unknown) => {
        if (this.#isOver) return;
        this.#leave(source); // It failed already; this only lets go of it.
        this.#answer(this.#failed(error));
      },
    );
  }

  #payloadOf(message: unknown): Payload {
    const { operation, variables, contextValue, asked } = this.#beginning;
    const { sharedPayloads } = this.#surroundings;
    const isShared = asked !== null && typeof message === 'object' && message !== null;
    const known = isShared ? sharedPayloads.find(message, asked) : undefined;
    if (known !== undefined) return known;
    const answer = operation.run(variables, contextValue, message);
    const payload = answer instanceof Promise ? answer.then(toPayload) : toPayload(answer);
    return isShared ? sharedPayloads.keep(message, asked, payload) : payload;
  }

  #tell(source: AsyncIterator<unknown>, payload: string): void {
    if (this.#isOver) return;
    this.#next(payload, () => {
      if (!this.#isOver) this.#pull(source);
    });
  }

  #answer(answer: Answer): void {
    if (this.#isOver) return;
    this.#next(toPayload(answer));
    this.#complete();
  }

  #next(payload: string, onSent?: () => void): void {
    this.#surroundings.send(`${this.#label}"next","payload":${payload}}`, onSent);
  }

  #complete(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#surroundings.send(`${this.#label}"complete"}`);
    this.#surroundings.over(this.#id);
  }

  #failed(error: unknown): Answer {
    return { data: null, errors: [this.#surroundings.errorMask.one(error)] };
  }

  #leave(source: AsyncIterator<unknown> | null): void {
    source?.return?.().catch((error: unknown) => void this.#surroundings.errorMask.one(error)); // Logs it.
  }
}
