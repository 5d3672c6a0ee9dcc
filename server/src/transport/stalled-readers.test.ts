import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { bootstrapToken } from './access.testing.ts';
import { CountedTicks, resolved } from './schema.testing.ts';
import { ask, openClient, openSocket, startTransport, type StartedTransport } from './transport.testing.ts';

const init = { type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } };

/** Waits until a number stops growing: what was sent fills the kernel's buffers first, as much as they hold. */
async function settled(read: () => number): Promise<number> {
  let last = -1;
  const isSettled = (): boolean => last === (last = read());
  await expect.poll(isSettled, { interval: 150, timeout: 30_000 }).toBe(true);
  return last;
}

const totalPulls = (): number => [...CountedTicks.open].reduce((sum, { pulls }) => sum + pulls, 0);

/** What a tick of this size may be asked ahead: what the kernel holds for one connection, and a little of ours. */
const kernelBytes = 8 * 1_048_576;

/** That others are served while somebody stalls. */
async function expectOthersServed(started: StartedTransport): Promise<void> {
  expect(await ask(openClient(started), { query: '{ hello }' })).toEqual({ data: { hello: 'world' } });
}

it('asks the source for one message more than a stalled socket took', async () => {
  const started = await startTransport();
  const socket = await openSocket(started);
  socket.send(init);
  await socket.message('connection_ack');
  socket.raw.pause();
  const tickBytes = 100_000;
  socket.send({ type: 'subscribe', id: '1', payload: { query: `subscription { ticks(bytes: ${tickBytes}) }` } });
  await expect.poll(() => totalPulls()).toBeGreaterThan(2);
  const pulls = await settled(totalPulls);
  expect(pulls).toBeLessThan(kernelBytes / tickBytes);
  await expectOthersServed(started);
  // It goes on where it stopped as soon as the reader reads.
  socket.raw.resume();
  await expect.poll(totalPulls).toBeGreaterThan(pulls + 20);
  socket.raw.terminate();
  await expect.poll(() => CountedTicks.open.size).toBe(0);
});

it('stops reading from a client that asks and does not read', async () => {
  const started = await startTransport();
  const socket = await openSocket(started);
  socket.send(init);
  await socket.message('connection_ack');
  socket.raw.pause();
  const before = resolved.count;
  const asked = 1_500;
  for (let id = 1; id <= asked; id += 1) {
    // Far apart enough for the server to see what is unsent: a burst in one chunk is answered whole.
    socket.send({
      type: 'subscribe',
      id: `${id}`,
      payload: { query: '{ big(bytes: 100000) }', padding: 'x'.repeat(4_000) },
    });
    if (id % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const answered = (await settled(() => resolved.count)) - before;
  expect(answered).toBeGreaterThan(5);
  expect(answered).toBeLessThan(asked / 4);
  await expectOthersServed(started);
  socket.raw.resume();
  const others = 1;
  await expect.poll(() => resolved.count - before, { timeout: 30_000 }).toBe(asked + others);
}, 20_000);

it('asks the source for no more than a stalled event stream holds, and lets go of it when cut', async () => {
  const started = await startTransport();
  const body = JSON.stringify({ query: 'subscription { ticks(bytes: 100000) }' });
  const reader = await stallingPost(started, body);
  await expect.poll(() => totalPulls()).toBeGreaterThan(2);
  const pulls = await settled(totalPulls);
  expect(pulls).toBeLessThan(kernelBytes / 100_000);
  await expectOthersServed(started);
  reader.resume();
  await expect.poll(totalPulls).toBeGreaterThan(pulls + 20);
  reader.pause();
  await settled(totalPulls);
  reader.destroy();
  await expect.poll(() => CountedTicks.open.size).toBe(0);
});

async function stallingPost({ port }: StartedTransport, body: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.pause();
  socket.write(
    [
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Accept: text/event-stream',
      `Authorization: Bearer ${bootstrapToken}`,
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  return socket;
}
