import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { Silence } from './silence.ts';

/** A connection whose client takes what is written only when it is told to. */
class HeldConnection extends Duplex {
  /** What the operating system has not taken of the write under way, as Node's own sockets have it. */
  readonly _handle = { writeQueueSize: 0 };
  #take: (() => void) | null = null;

  override _read(): void {
    // Its client says nothing.
  }

  override _write(_chunk: unknown, _encoding: string, taken: () => void): void {
    this.#take = taken;
  }

  takeWrite(): void {
    this.#take?.();
  }
}

describe('a silence', () => {
  it('is over with a second beat that nothing was heard before, where nothing waits', () => {
    const silence = new Silence();
    const connection = new HeldConnection();
    expect([silence.beat(connection), silence.beat(connection)]).toEqual([true, false]);
  });

  it('lasts as long as what was written is taken, in parts of a write or in whole ones', () => {
    const silence = new Silence();
    const connection = new HeldConnection();
    connection.write('a long write');
    connection.write('a write behind it');
    expect(silence.beat(connection)).toBe(true);
    for (let leftBytes = 3 * limits.silentBeatsBehind; leftBytes > 0; leftBytes -= 1) {
      connection._handle.writeQueueSize = leftBytes;
      expect(silence.beat(connection)).toBe(true);
    }
    const beats = Array.from({ length: limits.silentBeatsBehind - 1 }, () => silence.beat(connection));
    expect(beats).not.toContain(false);
    connection.takeWrite();
    expect(silence.beat(connection)).toBe(true);
    const beatsAfter = Array.from({ length: limits.silentBeatsBehind }, () => silence.beat(connection));
    expect(beatsAfter.indexOf(false)).toBe(limits.silentBeatsBehind - 1);
  });

  it('is given some beats where pings wait behind what is not taken, then ends', () => {
    const silence = new Silence();
    const connection = new HeldConnection();
    connection.write('never taken');
    const beats = Array.from({ length: limits.silentBeatsBehind + 1 }, () => silence.beat(connection));
    expect(beats).toEqual([...Array.from({ length: limits.silentBeatsBehind }, () => true), false]);
  });
});
