import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { owner, startApp, type TestApp } from '../../app.testing.ts';
import { sessionOf } from '../../app-reading.testing.ts';
import { adminSocket, openSocket, until } from '../../app-socket.testing.ts';

interface Told {
  readonly data: {
    readonly sessionChanges: { readonly revision: string; readonly upserted: readonly { id: string; name: string }[] };
  };
}

const document =
  'subscription ($after: Revision) { sessionChanges(afterRevision: $after) { revision upserted { id name metadata } } }';

test('a socket that is not read hears after half a minute from where to go on, and has missed nothing then', async () => {
  const app = await startApp();
  const ids: string[] = [];
  for (let at = 0; at < 20; at += 1) ids.push((await app.register({ externalId: `tab ${at}` })).session.id);
  const [pinned = ''] = ids;
  const stalled = await openSocket(app, adminSocket);
  stalled.subscribe('1', document);
  await stalled.next('1');
  stalled.socket.pause();

  // More than the operating system holds for one connection.
  const rounds = 60;
  const metadata = { padding: 'x'.repeat(15_000) };
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(
      ids.map((id) => app.services.sessions.updateSession(owner(), { id, name: `round ${round}`, metadata })),
    );
    await app.settle();
  }
  const another = await openSocket(app, adminSocket);
  another.subscribe('1', document);
  await another.next('1');
  expect(app.app.openSubscriptionCount()).toBe(2);
  for (const action of ['pin', 'unpin', 'pin'] as const) {
    await app.advance(9_900);
    // It still speaks, so that it is not taken for dead.
    stalled.subscribe(action, `mutation ($id: ID!) { ${action}Session(input: { id: $id }) { __typename } }`, {
      id: pinned,
    });
    await until(async () => ((await sessionOf(app, pinned)).pinnedAtMs !== null) === (action === 'pin'));
    await another.next('1');
    expect(app.app.openSubscriptionCount()).toBe(2);
  }
  await app.advance(1_300);
  expect(app.app.openSubscriptionCount()).toBe(1);

  stalled.socket.resume();
  let last: Told['data']['sessionChanges'] | null = null;
  let messages = 0;
  for (;;) {
    const payload = await stalled.next('1');
    if ('errors' in (payload as object)) {
      const { revision } = last ?? {};
      expect(payload).toMatchObject({ errors: [{ extensions: { code: 'SLOW_CONSUMER', revision } }] });
      break;
    }
    last = (payload as Told).data.sessionChanges;
    messages += 1;
  }
  expect(messages).toBeLessThan(rounds);
  expect(await stalled.next('1')).toBe('complete');
  stalled.subscribe('2', document, { after: last?.revision });
  const rest = ((await stalled.next('2')) as Told).data.sessionChanges.upserted;
  expect(rest.map(({ id, name }) => `${id} ${name}`).toSorted()).toEqual(ids.map((id) => `${id} round 59`).toSorted());
}, 60_000);

test('a socket that takes nothing and says nothing, and that we do not read from, is told so when it reads in time', async () => {
  const app = await startApp();
  const metadata = { padding: 'x'.repeat(15_000) };
  const ids: string[] = [];
  for (let at = 0; at < 100; at += 1) ids.push((await app.register({ externalId: `tab ${at}`, metadata })).session.id);
  const stalled = await openSocket(app, adminSocket);
  stalled.subscribe('1', document);
  const first = (await stalled.next('1')) as Told;
  stalled.socket.pause();
  // Each round is more than what makes us stop reading.
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(ids.map((id) => app.services.sessions.updateSession(owner(), { id, name: `round ${round}` })));
    await app.settle();
  }
  for (let second = 0; second < 40; second += 1) await app.advance(1_000);
  expect(app.app.openSubscriptionCount()).toBe(0);
  expect(stalled.socket.readyState).toBe(stalled.socket.OPEN);

  stalled.socket.resume();
  let { revision } = first.data.sessionChanges;
  for (;;) {
    const payload = await stalled.next('1');
    if ('errors' in (payload as object)) {
      expect(payload).toMatchObject({ errors: [{ extensions: { code: 'SLOW_CONSUMER', revision } }] });
      break;
    }
    ({ revision } = (payload as Told).data.sessionChanges);
  }
  stalled.subscribe('2', document, { after: revision });
  const rest = ((await stalled.next('2')) as Told).data.sessionChanges.upserted;
  expect(rest.map(({ id, name }) => `${id} ${name}`).toSorted()).toEqual(ids.map((id) => `${id} round 11`).toSorted());
}, 60_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What the process holds, once what was begun has come to rest. */
async function heldBytes(): Promise<number> {
  let last = 0;
  const isAtRest = (): boolean => {
    collectGarbage();
    const { used_heap_size, external_memory } = getHeapStatistics();
    const bytes = used_heap_size + external_memory;
    const isSame = Math.abs(bytes - last) < 100_000;
    last = bytes;
    return isSame;
  };
  await expect.poll(isAtRest, { interval: 200, timeout: 30_000 }).toBe(true);
  return last;
}

const change = async (app: TestApp, ids: readonly string[]): Promise<void> => {
  await Promise.all(ids.map((id) => app.services.sessions.updateSession(owner(), { id, name: 'changed' })));
  await app.settle();
};

test.each([
  ['that were open before', true],
  ['that begin', false],
])(
  'a socket that is not read holds a few messages, however many watches %s have one to tell',
  async (_, areOpen) => {
    const app = await startApp();
    const metadata = { padding: 'x'.repeat(15_000) };
    const ids: string[] = [];
    for (let at = 0; at < 100; at += 1)
      ids.push((await app.register({ externalId: `tab ${at}`, metadata })).session.id);
    const messageBytes = 1_500_000;
    const stalled = await openSocket(app, adminSocket);
    stalled.subscribe('1', document);
    const { revision } = ((await stalled.next('1')) as Told).data.sessionChanges;
    stalled.complete('1');
    const watches = Array.from({ length: 100 }, (_unused, at) => `w${at}`);
    const openAll = (): void => {
      for (const id of watches) {
        // Each asks something else, so that nothing is shared; some fields are read one by one.
        const fields = `revision upserted { id name metadata ${id}: currentTask { id } }`;
        const watch = `subscription ($after: Revision) { sessionChanges(afterRevision: $after) { ${fields} } }`;
        stalled.subscribe(id, watch, { after: revision });
      }
    };
    if (areOpen) {
      openAll();
      for (const id of watches) await stalled.next(id);
    }
    stalled.socket.pause();
    const before = await heldBytes();
    await change(app, ids);
    if (!areOpen) openAll();
    await until(() => app.app.openSubscriptionCount() > 0);
    expect((await heldBytes()) - before).toBeLessThan(12 * messageBytes);

    await change(app, ids); // Adds nothing.
    expect((await heldBytes()) - before).toBeLessThan(12 * messageBytes);

    stalled.socket.resume();
    for (const id of watches) {
      const told = ((await stalled.next(id)) as Told).data.sessionChanges.upserted;
      expect(told.map(({ name }) => name)).toEqual(ids.map(() => 'changed'));
    }
  },
  120_000,
);
