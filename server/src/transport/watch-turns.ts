import { limits } from './limits.ts';

/** What a socket has room for. */
export interface Room {
  /** Whether so much waits for the client that nothing more should be made for it. */
  isFull(): boolean;
  /** Calls back once there is room, at once where there is; never once the socket is closed. */
  whenRoom(go: () => void): void;
}

/**
 * The watches of one socket look and tell in turns, few at a time: how much they make for a client that does not read
 * shows only when it is made. Who has no turn looks later, and finds what is so then.
 */
export class WatchTurns {
  readonly #room: Room;
  #taken = 0;
  /** Null where nobody had to wait so far: there are tens of thousands. */
  #waiting: (() => void)[] | null = null;
  #isAwaitingRoom = false;

  constructor(room: Room) {
    this.#room = room;
  }

  /** @returns whether it is this one's turn now, until it ends it; where not, it has to wait */
  take(): boolean {
    if (this.#taken >= limits.watchTurnsPerSocket || this.#isAwaited || this.#room.isFull()) return false;
    this.#taken += 1;
    return true;
  }

  /** @param go called later, with the turn taken */
  wait(go: () => void): void {
    (this.#waiting ??= []).push(go);
    if (this.#taken < limits.watchTurnsPerSocket) this.#awaitRoom();
  }

  end(): void {
    this.#taken -= 1;
    this.#give();
  }

  get #isAwaited(): boolean {
    return this.#waiting !== null && this.#waiting.length > 0;
  }

  #give(): void {
    while (this.#taken < limits.watchTurnsPerSocket && this.#isAwaited) {
      if (this.#room.isFull()) return this.#awaitRoom();
      this.#taken += 1;
      this.#waiting?.shift()?.();
    }
  }

  #awaitRoom(): void {
    if (this.#isAwaitingRoom) return;
    this.#isAwaitingRoom = true;
    this.#room.whenRoom(() => {
      this.#isAwaitingRoom = false;
      this.#give();
    });
  }
}
