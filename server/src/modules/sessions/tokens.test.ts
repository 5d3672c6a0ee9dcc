import { describe, expect, test } from 'vitest';
import { admin, owner, startApp } from '../../app.testing.ts';
import { beat, sessionOf } from '../../app-reading.testing.ts';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';

const minute = 60_000;

describe('a page that holds a session token', () => {
  test('learns how things stand by a heartbeat, and proves nobody’s life with it', async () => {
    const app = await startApp();
    const registered = await app.register();
    const { id } = registered.session;
    const page = await app.holderOf(registered);
    await app.advance(minute);
    expect(await beat(app, page, [id])).toMatchObject([{ outcome: 'RENEWED' }]);
    await app.advance(minute);
    expect(await sessionOf(app, id)).toMatchObject({ liveness: 'STALE' });
  });

  test('is told of a kill, which counts as neither sent nor acknowledged, nor ends by its word', async () => {
    const app = await startApp();
    const registered = await app.register();
    const { id } = registered.session;
    const page = await app.holderOf(registered);
    const { services } = app;
    const kill = await services.kills.killSession(admin, { id });
    const signal = await services.openKillSignal(page, id, null);
    expect(await signal.next()).toMatchObject({ value: { id: kill.id } });
    expect(await beat(app, page, [id])).toMatchObject([{ outcome: 'KILL_REQUESTED', killId: kill.id }]);
    await expect(services.kills.acknowledgeKill(page, { killId: kill.id })).rejects.toThrow(ForbiddenError);
    await expect(services.sessions.endSession(page, { id, reason: 'COMPLETED' })).rejects.toThrow(ForbiddenError);
    await app.settle();
    expect(await services.kills.killSession(admin, { id })).toEqual(kill);
    expect(await sessionOf(app, id)).toMatchObject({ lifecycle: 'ENDING', revision: 2 });
    await signal.return?.();
  });

  test('ends its session when no kill is pending', async () => {
    const app = await startApp();
    const registered = await app.register();
    const page = await app.holderOf(registered);
    const { id } = registered.session;
    expect(await app.services.sessions.endSession(page, { id, reason: 'STOPPED' })).toMatchObject({
      endReason: 'STOPPED',
    });
  });

  test('is a stranger once ten newer tokens were given', async () => {
    const app = await startApp();
    const first = await app.register({ externalId: 'tab-1' });
    const second = await app.register({ externalId: 'tab-1' });
    for (let repeat = 0; repeat < 9; repeat += 1) await app.register({ externalId: 'tab-1' });
    const known = (token: string) => app.services.access.authenticate({ bearer: token, signIn: null, ownerId: null });
    expect(await known(first.token)).toBeNull();
    expect(await known(second.token)).toMatchObject({
      principal: { kind: 'SESSION_TOKEN', sessionId: first.session.id },
    });
  });
});

test('a session has at most a hundred open signals of its owner, and a hundred of everybody else', async () => {
  const app = await startApp();
  const registered = await app.register();
  const page = await app.holderOf(registered);
  const open = (caller: Caller) => app.services.openKillSignal(caller, registered.session.id, null);
  const signals = await Promise.all(Array.from({ length: 99 }, () => open(admin)));
  signals.push(await open(page));
  for (const other of [admin, page]) await expect(open(other)).rejects.toThrow(InvalidInputError);
  // Whoever watches cannot keep the owner from its lease, nor the owner others from watching.
  const owners = await Promise.all(Array.from({ length: 100 }, () => open(owner())));
  await expect(open(owner())).rejects.toThrow(InvalidInputError);
  await owners[0]?.return?.();
  await expect(open(admin)).rejects.toThrow(InvalidInputError);
  owners.push(await open(owner()));
  await signals[0]?.return?.();
  signals.push(await open(admin));
  for (const signal of [...signals, ...owners]) await signal.return?.();
  expect(app.app.openSubscriptionCount()).toBe(0);
});
