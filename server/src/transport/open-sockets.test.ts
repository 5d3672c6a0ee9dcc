import { describe, expect, it } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { limits } from './limits.ts';
import { OpenSockets } from './open-sockets.ts';

function openThree() {
  const clock = createManualClock();
  const told: string[] = [];
  const open = new OpenSockets(clock);
  const add = (name: string) => {
    const socket = {
      beat: () => told.push(`${name} beats`),
      sendAway: () => told.push(`${name} is sent away`),
      cut: () => told.push(`${name} is cut`),
    };
    open.add(socket);
    return socket;
  };
  return { clock, told, open, first: add('first'), second: add('second'), third: add('third') };
}

describe('open sockets', () => {
  it('are asked whether they live at every beat, until they are gone', () => {
    const { clock, told, open, first, second, third } = openThree();
    clock.advance(limits.keepAliveMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual(['first beats', 'second beats', 'third beats']);
    open.delete(second);
    clock.advance(limits.keepAliveMs);
    expect(told.slice(3)).toEqual(['first beats', 'third beats']);
    for (const socket of [first, third]) open.delete(socket);
    expect(clock.timerCount()).toBe(0);
  });

  it('may be cut, and be gone, by their beat', () => {
    const clock = createManualClock();
    let beats = 0;
    const open = new OpenSockets<{ beat(): void; sendAway(): void; cut(): void }>(clock);
    const socket = {
      beat() {
        beats += 1;
        open.delete(socket);
      },
      sendAway: () => undefined,
      cut: () => undefined,
    };
    open.add(socket);
    clock.advance(10 * limits.keepAliveMs);
    expect([beats, clock.timerCount()]).toEqual([1, 0]);
  });

  it('are sent away and waited for, and those that stay are cut when it takes too long', async () => {
    const { told, open, first, second, third } = openThree();
    const abandon = new AbortController();
    let areGone = false;
    const gone = open.sendAway(abandon.signal).then(() => void (areGone = true));
    expect(told).toEqual(['first is sent away', 'second is sent away', 'third is sent away']);
    open.delete(first);
    abandon.abort();
    expect(told.slice(3)).toEqual(['second is cut', 'third is cut']);
    open.delete(second);
    await new Promise(setImmediate);
    expect(areGone).toBe(false);
    open.delete(third);
    await gone;
  });

  it('are cut at once where nobody waits any more; where there are none, nobody waits', async () => {
    const { told, open, first, second, third } = openThree();
    const gone = open.sendAway(AbortSignal.abort());
    expect(told.slice(3)).toEqual(['first is cut', 'second is cut', 'third is cut']);
    for (const socket of [first, second, third]) open.delete(socket);
    await gone;
    await new OpenSockets(createManualClock()).sendAway(AbortSignal.any([]));
  });
});
