import { limits } from './limits.ts';

/** A watch that waits for its turn. */
export interface TurnTaker {
  /** Called with the turn taken. */
  beginTurn(): void;
}

/**
 * The watches of one socket look and tell in turns, few at a time: how much they make for a client that does not read
 * shows only when it is made. Who has no turn looks later, and finds what is so then. The turns are part of what has the
 * room, for each object more that a change passes on its way to thousands shows; so does the place in each object that
 * private methods take, and there are none here.
 */
export abstract class WatchTurns {
  #turnsTaken = 0;
  /** Null where nobody had to wait so far: there are tens of thousands. */
  #turnQueue: TurnQueue | null = null;

  /** Whether so much waits for the client that nothing more should be made for it. */
  abstract isFull(): boolean;
  /** Calls back once there is room, at once where there is; never once the socket is closed. */
  abstract whenRoom(go: () => void): void;

  /** @returns whether it is this one's turn now, until it ends it; where not, it has to wait */
  takeTurn(): boolean {
    const isAwaited = this.#turnQueue !== null && this.#turnQueue.takers.length > 0;
    if (this.#turnsTaken >= limits.watchTurnsPerSocket || isAwaited || this.isFull()) return false;
    this.#turnsTaken += 1;
    return true;
  }

  awaitTurn(taker: TurnTaker): void {
    this.#turnQueue ??= new TurnQueue();
    this.#turnQueue.takers.push(taker);
    if (this.#turnsTaken < limits.watchTurnsPerSocket) this.#turnQueue.awaitRoom(this);
  }

  endTurn(): void {
    this.#turnsTaken -= 1;
    this.giveTurns();
  }

  /** Lets those who wait begin, as many as there are turns and room for. */
  giveTurns(): void {
    const queue = this.#turnQueue;
    if (queue === null) return;
    while (this.#turnsTaken < limits.watchTurnsPerSocket && queue.takers.length > 0) {
      if (this.isFull()) return queue.awaitRoom(this);
      this.#turnsTaken += 1;
      queue.takers.shift()?.beginTurn();
    }
  }
}

class TurnQueue {
  /** First come, first served. */
  readonly takers: TurnTaker[] = [];
  #isAwaitingRoom = false;

  awaitRoom(turns: WatchTurns): void {
    if (this.#isAwaitingRoom) return;
    this.#isAwaitingRoom = true;
    turns.whenRoom(() => {
      this.#isAwaitingRoom = false;
      turns.giveTurns();
    });
  }
}
