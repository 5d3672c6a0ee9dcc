import { describe, expect, it } from 'vitest';
import { ada, bootstrapToken, signInCookie, signInSecret, TestAccess } from './access.testing.ts';
import { CountedTicks, gates, resolved } from './schema.testing.ts';
import { openSocket, startTransport, type OpenedSocket, type StartedTransport } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };

async function openKnown(started: StartedTransport): Promise<OpenedSocket> {
  const socket = await openSocket(started);
  socket.send(init);
  await socket.message('connection_ack');
  return socket;
}

async function openBrowser(started: StartedTransport): Promise<OpenedSocket> {
  const socket = await openSocket(started, { headers: { cookie: signInCookie, origin: started.url } });
  socket.send({ type: 'connection_init' });
  await socket.message('connection_ack');
  return socket;
}

const subscribe = (id: string, query: string): object => ({ type: 'subscribe', id, payload: { query } });

describe('a socket whose credentials hold no longer', () => {
  it('is closed at once with everything it carried, others stay', async () => {
    const started = await startTransport();
    const [gone, stays] = [await openBrowser(started), await openKnown(started)];
    for (const socket of [gone, stays]) socket.send(subscribe('1', 'subscription { ticks }'));
    await expect.poll(() => CountedTicks.open.size).toBe(2);
    gone.raw.pause(); // It does not even read that it should leave.
    started.access.refuse(signInSecret);
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    expect(started.connections.map(({ closed }) => closed)).toEqual([1, 0]);
    expect(started.access.visitors.map(({ left }) => left)).toEqual([1, 0]);
    gone.raw.resume();
    expect(await gone.closed).toEqual({ code: 4401, reason: 'These credentials hold no longer' });
    expect(stays.raw.readyState).toBe(stays.raw.OPEN);
    expect(started.log).toHaveLength(1);
  });

  it('is closed by the sign-out of its browser', async () => {
    const started = await startTransport();
    const sockets = [await openBrowser(started), await openBrowser(started)];
    await fetch(`${started.url}/sign-out`, { method: 'POST', headers: { cookie: signInCookie } });
    for (const socket of sockets) expect((await socket.closed).code).toBe(4401);
  });

  it('is sent nothing more: no answer under way, no message of a subscription', async () => {
    const started = await startTransport();
    const socket = await openKnown(started);
    const messages: unknown[] = [];
    socket.raw.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
    socket.send(subscribe('1', 'subscription { ticks }'));
    socket.send(subscribe('2', '{ waited { role } }'));
    await expect.poll(() => gates.length).toBe(1);
    CountedTicks.tickAll('before');
    await socket.message('next');
    const before = resolved.count;
    const [ticks] = CountedTicks.open;
    started.access.refuse(bootstrapToken);
    CountedTicks.tickAll('after');
    gates.shift()?.();
    socket.send(subscribe('3', '{ hello }'));
    expect((await socket.closed).code).toBe(4401);
    expect(messages).toEqual([{ type: 'next', id: '1', payload: { data: { ticks: 'before' } } }]);
    // What was under way met the refusal where it asked for the caller; what came later was not looked at.
    expect(resolved.count).toBe(before + 1);
    expect(await ticks?.next()).toEqual({ done: true, value: undefined });
  });

  it('is cut when it has not left within a second', async () => {
    const started = await startTransport();
    const socket = await openKnown(started);
    socket.raw.pause();
    started.access.refuse(bootstrapToken);
    started.clock.advance(1_000);
    await started.transport.close(60_000); // Waits for all sockets; this one answers no close frame.
  });

  it('leaves no timer behind', async () => {
    const started = await startTransport();
    const before = started.clock.timerCount();
    const socket = await openKnown(started);
    started.access.refuse(bootstrapToken);
    await socket.closed;
    await expect.poll(() => started.clock.timerCount()).toBe(before);
  });

  it('is refused at its door when they were revoked while they were checked', async () => {
    const access = new TestAccess();
    const started = await startTransport({
      async admit() {
        access.refuse(bootstrapToken);
        return access.visit(bootstrapToken);
      },
    });
    const socket = await openSocket(started);
    socket.send(init);
    expect((await socket.closed).code).toBe(4401);
    expect(started.connections).toEqual([]);
    expect(access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
  });

  it('starts no operation that was just about to', async () => {
    for (const query of ['mutation { change }', 'subscription { ticks }']) {
      const started: StartedTransport = await startTransport({
        createContext(caller, connection) {
          started.access.refuse(bootstrapToken);
          return { caller, connection };
        },
      });
      const before = [CountedTicks.opened, resolved.count];
      const socket = await openKnown(started);
      socket.send(subscribe('1', query));
      expect((await socket.closed).code).toBe(4401);
      expect([CountedTicks.opened, resolved.count]).toEqual(before);
    }
  });
});

describe('a socket that may begin nothing new', () => {
  it('gets what is under way, and no answer to anything else', async () => {
    const started = await startTransport();
    const socket = await openKnown(started);
    socket.send(subscribe('1', 'subscription { ticks }'));
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    started.access.stopBeginning(bootstrapToken);
    const before = [CountedTicks.opened, resolved.count];
    for (const query of ['{ hello }', 'mutation { change }', 'subscription { ticks }', '{ nosuchfield }']) {
      socket.send(subscribe('2', query));
      const payload = [{ extensions: { code: 'UNAUTHENTICATED' } }];
      expect(await socket.message('error')).toMatchObject({ id: '2', payload });
    }
    expect([CountedTicks.opened, resolved.count]).toEqual(before);
    CountedTicks.tickAll('last');
    expect(await socket.message('next')).toMatchObject({ id: '1', payload: { data: { ticks: 'last' } } });
    started.access.refuse(bootstrapToken);
    expect((await socket.closed).code).toBe(4401);
  });
});

describe('an operation that may not begin any more', () => {
  it('does not, also where that comes in the last moment', async () => {
    for (const query of ['mutation { change }', 'subscription { ticks }']) {
      const started: StartedTransport = await startTransport({
        createContext(caller, connection) {
          started.access.stopBeginning(bootstrapToken);
          return { caller, connection };
        },
      });
      const before = [CountedTicks.opened, resolved.count];
      const socket = await openKnown(started);
      socket.send(subscribe('1', query));
      const payload = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
      expect(await socket.message('next')).toMatchObject({ id: '1', payload });
      await socket.message('complete');
      expect([CountedTicks.opened, resolved.count]).toEqual(before);
    }
  });
});

describe('a socket whose rights change', () => {
  it('stays, and what it carries has the rights of the moment', async () => {
    const started = await startTransport();
    const socket = await openBrowser(started);
    socket.send(subscribe('1', 'subscription { roles }'));
    await expect.poll(() => CountedTicks.open.size).toBe(1);
    socket.send(subscribe('2', '{ waited { role } }'));
    await expect.poll(() => gates.length).toBe(1);
    CountedTicks.tickAll('');
    expect(await socket.message('next')).toMatchObject({ id: '1', payload: { data: { roles: 'ADMIN' } } });
    started.access.allow(signInSecret, { ...ada, role: 'VIEWER' });
    gates.shift()?.();
    expect(await socket.message('next')).toMatchObject({ id: '2', payload: { data: { waited: { role: 'VIEWER' } } } });
    CountedTicks.tickAll('');
    expect(await socket.message('next')).toMatchObject({ id: '1', payload: { data: { roles: 'VIEWER' } } });
    socket.send(subscribe('3', '{ waited { role } }'));
    await expect.poll(() => gates.length).toBe(1);
    gates.shift()?.();
    expect(await socket.message('next')).toMatchObject({ id: '3', payload: { data: { waited: { role: 'VIEWER' } } } });
    expect(started.connections[0]?.closed).toBe(0);
  });
});

describe('a socket that has gone before its credentials were looked up', () => {
  it('is nobody’s connection, and its visitor has left', async () => {
    const access = new TestAccess();
    const lookups: (() => void)[] = [];
    const started = await startTransport({
      admit: () => new Promise((resolve) => lookups.push(() => resolve(access.visit(bootstrapToken)))),
    });
    const socket = await openSocket(started);
    socket.send(init);
    await expect.poll(() => lookups.length).toBe(1);
    socket.send({ type: 'complete', id: '1' });
    socket.send('not what the protocol allows');
    await socket.closed;
    lookups[0]?.();
    await expect.poll(() => access.visitors).toEqual([{ secret: bootstrapToken, left: 1 }]);
    expect(started.connections).toEqual([]);
  });
});
