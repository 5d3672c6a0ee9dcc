import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../kernel/clock.testing.ts';
import { createServedClock } from '../kernel/served-clock.ts';
import { bootstrapToken } from './access.testing.ts';
import { resolved } from './schema.testing.ts';
import { openSocket, startTransport } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };

describe('a socket that stays', () => {
  it('is cut when it answers nothing from one beat to the next', async () => {
    const started = await startTransport();
    const dead = await openSocket(started, { autoPong: false });
    const alive = await openSocket(started);
    for (const socket of [dead, alive]) {
      socket.send(init);
      await socket.message('connection_ack');
    }
    // Until here both have shown life; from the first beat on, each has to show it again.
    const pinged = Promise.all([dead.pinged(), alive.pinged()]);
    started.clock.advance(12_000);
    await pinged;
    alive.send({ type: 'ping' });
    await alive.message('pong');
    started.clock.advance(11_999);
    expect(dead.raw.readyState).toBe(dead.raw.OPEN);
    started.clock.advance(1);
    expect(await dead.closed).toMatchObject({ code: 1006 });
    expect(alive.raw.readyState).toBe(alive.raw.OPEN);
    await expect
      .poll(() => started.connections)
      .toEqual([
        { heard: 0, closed: 1 },
        { heard: 1, closed: 0 },
      ]);
  });

  it('is not cut, nor one that has not said who it is, when it was the server that heard nothing', async () => {
    const clock = createManualClock();
    const served = createServedClock(clock);
    served.start();
    const started = await startTransport({ clock: served });
    const known = await openSocket(started, { autoPong: false });
    known.send(init);
    await known.message('connection_ack');
    const pinged = known.pinged();
    clock.advance(12_000);
    await pinged;
    const unknown = await openSocket(started);

    clock.stall(600_000);
    clock.advance(0);
    unknown.send(init);
    await unknown.message('connection_ack');
    known.send({ type: 'ping' });
    await known.message('pong');
    clock.advance(10_000);
    expect(started.connections).toEqual([
      { heard: 1, closed: 0 },
      { heard: 0, closed: 0 },
    ]);
    clock.advance(24_000);
    await known.closed;
  });

  it('stays while it speaks by itself, whatever becomes of the pongs', async () => {
    const started = await startTransport();
    const socket = await openSocket(started, { autoPong: false });
    socket.send(init);
    await socket.message('connection_ack');
    for (const beat of [1, 2, 3]) {
      started.clock.advance(12_000);
      socket.send({ type: 'ping' });
      await socket.message('pong');
      expect(socket.raw.readyState, `beat ${beat}`).toBe(socket.raw.OPEN);
    }
  });

  it('has its pings answered with what they carry', async () => {
    const started = await startTransport();
    const socket = await openSocket(started);
    socket.send(init);
    await socket.message('connection_ack');
    const answer = once(socket.raw, 'pong');
    socket.raw.ping('how are you');
    expect(await answer).toEqual([Buffer.from('how are you')]);
    expect(started.connections).toEqual([{ heard: 0, closed: 0 }]);
  });

  it('is cut when it pings and takes no answers', async () => {
    const started = await startTransport();
    const socket = await openSocket(started);
    socket.send(init);
    await socket.message('connection_ack');
    socket.raw.pause();
    const data = Buffer.alloc(125);
    // More than the operating systems keep for one connection.
    for (let sent = 0; sent < 200_000 && started.connections[0]?.closed === 0; sent += 1) {
      socket.raw.ping(data);
      if (sent % 100 === 0) await turn();
    }
    await expect.poll(() => started.connections).toEqual([{ heard: 0, closed: 1 }]);
  });

  it('stays while it takes what is sent, however slowly, and is cut long after it took anything', async () => {
    const started = await startTransport();
    const socket = await openSocket(started, { autoPong: false });
    socket.send(init);
    await socket.message('connection_ack');
    socket.raw.pause();
    const before = resolved.count;
    const asked = 20;
    for (let id = 1; id <= asked; id += 1) {
      socket.send({ type: 'subscribe', id: `${id}`, payload: { query: '{ big(bytes: 3000000) }' } });
    }
    await expect.poll(() => resolved.count).toBeGreaterThan(before);
    for (let beat = 1; beat <= 8; beat += 1) {
      socket.raw.resume();
      await socket.message('next');
      socket.raw.pause();
      started.clock.advance(12_000);
      await turn();
      expect(socket.raw.readyState, `beat ${beat}`).toBe(socket.raw.OPEN);
      expect(started.connections).toMatchObject([{ closed: 0 }]);
    }
    // What the operating systems had still room for has left by now; nothing more does.
    started.clock.advance(12_000);
    await turn();
    started.clock.advance(36_000);
    await turn();
    expect(started.connections).toMatchObject([{ closed: 0 }]);
    started.clock.advance(36_000);
    await expect.poll(() => started.connections).toMatchObject([{ closed: 1 }]);
  });
});

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
