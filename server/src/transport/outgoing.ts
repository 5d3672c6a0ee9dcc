import type { Duplex } from 'node:stream';
import { type Few, listOf } from '../kernel/few.ts';
import { limits } from './limits.ts';
import { soon } from './soon.ts';
import type { TellingSocket } from './telling-socket.ts';
import { type Message, textFrames } from './text-frames.ts';
import { WatchTurns } from './watch-turns.ts';

/** Who is told when what they sent has left. */
export interface Sender {
  sent(): void;
}

/** Written to be told when all before it has left. */
const nothing = Buffer.alloc(0);

/** What leaves by one socket: what comes together in one write, and no more than its client reads. */
export class Outgoing extends WatchTurns {
  readonly socket: TellingSocket;
  /** What the socket writes to. */
  readonly stream: Duplex;
  /** What is about to leave, and whom to tell that it has; null while nothing does, for there are tens of thousands. */
  #unsent: Message[] | null = null;
  #unsentLength = 0;
  #unsentPongs = 0;
  #senders: Sender[] | null = null;
  /** What goes on when there is room, first come, first served; null where all had room so far. */
  #waiting: (() => void)[] | null = null;

  constructor(socket: TellingSocket, stream: Duplex) {
    super();
    this.socket = socket;
    this.stream = stream;
  }

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  override isFull(): boolean {
    return this.stream.writableLength + this.#unsentLength > limits.unsentBytesPerSocket;
  }

  override whenRoom(go: () => void): void {
    const isFirst = (this.#waiting?.length ?? 0) === 0;
    if (isFirst && !this.isFull()) return go();
    (this.#waiting ??= []).push(go);
    // Pings and pongs fill it, too, and they are ws's: nothing of ours may be on its way that lets the first go on.
    if (isFirst && this.isOpen()) this.#awaitTaken(null, true);
  }

  /**
   * Sends unless it is over. Texts that come together leave in one write: an answer and its `complete`, the answers to a
   * group of changes. A frame was made for many sockets and leaves at once: to come back to each of thousands costs more.
   * @param sender told when the operating system took it, which is never once it is over
   * @returns whether it took it at once, as it mostly does: then `sender` is not told
   */
  send(message: Message, sender: Sender | null = null): boolean {
    if (!this.isOpen()) return false;
    if (typeof message !== 'string' && this.#unsent === null) return this.#write(message, sender);
    this.#sendSoon(message, sender);
    return false;
  }

  /** Answers a ping, or cuts who pings and does not read. ws does the same with a function that each socket keeps. */
  pong(data: unknown): void {
    if (!this.isOpen()) return;
    if (this.#unsentPongs >= limits.unsentPongsPerSocket) return this.socket.terminate();
    this.#unsentPongs += 1;
    this.socket.pong(data, false, () => (this.#unsentPongs -= 1));
  }

  /** Writes what is about to leave. */
  flush(): void {
    const messages = this.#unsent;
    const senders = this.#senders;
    if (messages === null || !this.isOpen()) return;
    this.#unsent = null;
    this.#unsentLength = 0;
    this.#senders = null;
    if (this.#write(textFrames(messages), senders)) tellAll(senders);
  }

  #sendSoon(message: Message, sender: Sender | null): void {
    // Of a text these are characters: its bytes are as many at least, and counted once it is written.
    this.#unsentLength += message.length;
    if (this.#unsent === null) {
      this.#unsent = [message];
      soon(() => this.flush());
    } else this.#unsent.push(message);
    if (sender !== null) (this.#senders ??= []).push(sender);
  }

  /**
   * What it does seldom is next door: whatever has a function in it begins by making room for that, used or not.
   * @returns whether the operating system took it at once
   */
  #write(frames: Buffer, senders: Few<Sender>): boolean {
    const fills = this.stream.writableLength + frames.length > limits.unsentBytesPerSocket;
    this.stream.write(frames);
    // What failed at once is not waiting either.
    const isTaken = this.stream.writableLength === 0 && this.stream.writable;
    // Only where something waits: a write that calls back takes a tick of its own each, and a change goes to thousands.
    if (!isTaken && (fills || senders !== null)) this.#awaitTaken(senders, fills);
    else if (fills) this.#goOnSoon(); // That may be all that others waited behind.
    // A client that asks and does not read waits, instead of filling our memory with its answers.
    if (fills && this.isFull() && !this.socket.isPaused) this.socket.pause();
    return isTaken;
  }

  #awaitTaken(senders: Few<Sender>, fills: boolean): void {
    this.stream.write(nothing, (error) => {
      if (error) return;
      tellAll(senders);
      if (fills) this.#goOn();
    });
  }

  #goOnSoon(): void {
    soon(() => this.#goOn());
  }

  /** Called when what filled it has left: whatever came after that and left it full does the same. */
  #goOn(): void {
    if (this.isFull()) return;
    if (this.socket.isPaused) this.socket.resume();
    while (!this.isFull()) {
      const go = this.#waiting?.shift();
      if (go === undefined) return;
      go();
    }
  }
}

function tellAll(senders: Few<Sender>): void {
  for (const sender of listOf(senders)) sender.sent();
}
