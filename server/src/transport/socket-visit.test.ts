import { describe, expect, it } from 'vitest';
import { resolved } from './schema.testing.ts';
import {
  adminToken,
  ask,
  openClient,
  openSocket,
  signInCookie,
  startTransport,
  type StartedTransport,
} from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${adminToken}` } };

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

  it('is asked nothing more once it has gone', async () => {
    const started = await startTransport();
    const socket = await openSocket(started);
    socket.send(init);
    await socket.message('connection_ack');
    started.clock.advance(12_000);
    expect(started.asked).toHaveLength(2);
    socket.raw.terminate();
    await expect.poll(() => started.connections[0]?.closed).toBe(1);
    started.clock.advance(60_000);
    expect(started.asked).toHaveLength(2);
  });

  it('leaves with its credentials: at its next operation, at the next beat, and at the sign-out', async () => {
    const started = await startTransport();
    const open = async (cookie?: string): Promise<Awaited<ReturnType<typeof openSocket>>> => {
      const headers = cookie === undefined ? {} : { cookie, origin: started.url };
      const socket = await openSocket(started, { headers });
      socket.send(cookie === undefined ? init : { type: 'connection_init' });
      await socket.message('connection_ack');
      return socket;
    };
    const [asking, waiting, browser] = [await open(), await open(), await open(signInCookie)];
    await fetch(`${started.url}/sign-out`, { method: 'POST', headers: { cookie: signInCookie } });
    expect(await browser.closed).toMatchObject({ code: 4401 });
    started.good.delete(adminToken);
    const before = resolved.count;
    asking.send({ type: 'subscribe', id: '1', payload: { query: '{ hello }' } });
    expect(await asking.closed).toMatchObject({ code: 4401 });
    expect(resolved.count).toBe(before);
    expect(waiting.raw.readyState).toBe(waiting.raw.OPEN);
    started.clock.advance(12_000);
    expect(await waiting.closed).toMatchObject({ code: 4401 });
  });

  it('stays when its credentials cannot be looked up for a moment', async () => {
    let isDown = false;
    const started: StartedTransport = await startTransport({
      authenticate: () =>
        isDown ? Promise.reject(new Error('database is locked')) : Promise.resolve({ kind: 'ADMIN', name: 'Admin' }),
    });
    const client = openClient(started);
    await ask(client, { query: '{ hello }' });
    isDown = true;
    started.clock.advance(12_000);
    await expect.poll(() => started.log.length).toBe(1);
    await expect(ask(client, { query: '{ hello }' })).rejects.toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    isDown = false;
    expect(await ask(client, { query: '{ hello }' })).toEqual({ data: { hello: 'world' } });
  });
});
