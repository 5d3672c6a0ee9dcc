import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { change, mutate } from '../harness/operations.ts';
import {
  leftWith,
  ownSeconds,
  readCommand,
  readOutput,
  RemoteSession,
  untilOver,
  untilState,
} from '../harness/remote.ts';
import { until } from '../harness/until.ts';
import { approve, deny, questionOf, Site } from './site.ts';

let site: Site;

beforeAll(async () => {
  site = await Site.open();
});

afterAll(async () => {
  await site.close();
});

interface Remote {
  readonly lifecycle: string;
  readonly endReason: string | null;
  readonly endMessage: string | null;
  readonly remote: { readonly commandsExecuted: number };
  readonly kill: {
    readonly state: string;
    readonly evidence: string | null;
    readonly survivors: readonly string[];
  } | null;
}

async function read({ api, id }: RemoteSession): Promise<Remote> {
  const { session } = await api.data<{ session: Remote }>(
    `query ($id: ID!) { session(id: $id) {
      lifecycle endReason endMessage remote { commandsExecuted } kill { state evidence survivors }
    } }`,
    { id },
  );
  return session;
}

const untilEnded = (session: RemoteSession) =>
  until('the end of the session', async () => {
    const found = await read(session);
    if (found.lifecycle !== 'ENDED') throw new Error(JSON.stringify(found));
    return found;
  });

describe('SUPERVISED', () => {
  test('nothing runs before a person approves exactly that, and then it runs, once', async () => {
    const session = await site.start('SUPERVISED');
    const path = site.path();
    const command = await session.run(`echo ran >>${path}; echo out; echo err >&2`);
    expect(command).toMatchObject({ state: 'PENDING_APPROVAL', sandbox: false, approval: { state: 'PENDING' } });
    // Something that runs in between shows that the host was not merely slow.
    expect(await (await site.start('READ_ONLY')).finish('true')).toMatchObject({ state: 'SUCCEEDED' });
    expect(existsSync(path)).toBe(false);
    await approve(site.grace.api, command.approval?.id ?? '');
    expect(await untilOver(site.ada.api, command.id)).toMatchObject({ state: 'SUCCEEDED', exitCode: 0, signal: null });
    const output = await readOutput(() => site.grace.openSocket(), command.id);
    expect(output).toMatchObject({ stdout: 'out\n', stderr: 'err\n' });
    expect(readFileSync(path, 'utf8')).toBe('ran\n');
    expect((await read(session)).remote.commandsExecuted).toBe(1);
  });

  test('what is denied never runs, and tells why', async () => {
    const session = await site.start('SUPERVISED');
    const path = site.path();
    const command = await session.run(`echo ran >>${path}`);
    await deny(site.grace.api, command.approval?.id ?? '', 'not on a Friday');
    expect(await untilOver(site.ada.api, command.id)).toMatchObject({ state: 'DENIED', message: 'not on a Friday' });
    expect(await (await site.start('READ_ONLY')).finish('true')).toMatchObject({ state: 'SUCCEEDED' });
    expect(existsSync(path)).toBe(false);
    expect((await read(session)).remote.commandsExecuted).toBe(0);
  });

  test('a grant lets the same run again as often as it says, and nothing else', async () => {
    const session = await site.start('SUPERVISED');
    const path = site.path();
    const line = `echo ran >>${path}`;
    const first = await session.run(line);
    await approve(site.grace.api, first.approval?.id ?? '', { grant: { uses: 1, forMs: 3_600_000 } });
    await untilOver(site.ada.api, first.id);
    expect(await session.finish(line)).toMatchObject({ state: 'SUCCEEDED', approval: { state: 'APPROVED' } });
    expect(await session.run(line)).toMatchObject({ state: 'PENDING_APPROVAL' });
    expect(await session.run(`${line} `)).toMatchObject({ state: 'PENDING_APPROVAL' });
    expect(readFileSync(path, 'utf8')).toBe('ran\nran\n');
  });

  test('what waits as the session ends is cancelled', async () => {
    const session = await site.start('SUPERVISED');
    const command = await session.run('true');
    await mutate(site.ada.api, 'endSession', { id: session.id, reason: 'STOPPED' });
    await untilEnded(session);
    expect(await readCommand(site.ada.api, command.id)).toMatchObject({
      state: 'CANCELLED',
      approval: { state: 'CANCELLED' },
    });
  });
});

describe('AUTONOMOUS', () => {
  test('waits for a person itself, and then runs what it is told', async () => {
    const session = await RemoteSession.start(site.ada.api, site.host.id, 'AUTONOMOUS');
    expect(await read(session)).toMatchObject({ lifecycle: 'PENDING_APPROVAL' });
    expect(await session.tryToRun('true')).toMatchObject({ __typename: 'SessionNotActiveError' });
    await approve(site.grace.api, await questionOf(site.grace.api, session.id));
    const path = site.path();
    expect(await session.finish(`echo ran >>${path}`)).toMatchObject({ state: 'SUCCEEDED', approval: null });
    expect(readFileSync(path, 'utf8')).toBe('ran\n');
  });

  test('that is denied is over, and runs nothing', async () => {
    const session = await RemoteSession.start(site.ada.api, site.host.id, 'AUTONOMOUS');
    await deny(site.grace.api, await questionOf(site.grace.api, session.id), 'no');
    expect(await untilEnded(session)).toMatchObject({ endReason: 'DENIED' });
    expect(await session.tryToRun('true')).toMatchObject({ __typename: 'SessionEndedError' });
  });
});

describe('READ_ONLY', () => {
  test('runs at once, reads what it is shown, and writes nothing', async () => {
    const session = await site.start('READ_ONLY');
    const [shown, written] = [site.path(), site.path()];
    writeFileSync(shown, 'shown', { mode: 0o644 });
    const reading = await session.finish({ argv: ['cat', shown] });
    expect(reading).toMatchObject({ state: 'SUCCEEDED', sandbox: true, approval: null });
    expect((await readOutput(() => site.ada.openSocket(), reading.id)).stdout).toBe('shown');
    const writing = await session.finish(`echo x >${written}`);
    expect(writing).toMatchObject({ state: 'FAILED', sandbox: true });
    expect((await readOutput(() => site.ada.openSocket(), writing.id)).stderr).toMatch(/read-only/i);
    expect(existsSync(written)).toBe(false);
  });
});

describe('the end of a session', () => {
  test.each([
    ['stopped', 'endSession', { reason: 'STOPPED', message: 'done with it' }, 'STOPPED'],
    ['killed', 'killSession', { reason: 'enough' }, 'KILLED'],
  ])('that is %s ends all that runs in it, verified by the host', async (_title, name, input, endReason) => {
    const session = await site.start('AUTONOMOUS');
    const seconds = ownSeconds();
    const command = await session.run(`setsid sleep ${seconds} & sleep ${seconds}`);
    await untilState(site.ada.api, command.id, 'RUNNING');
    await until('its processes', () => leftWith(seconds).length > 1);
    await change(site.ada.api, name, { id: session.id, ...input }, '__typename');
    expect(await untilEnded(session)).toMatchObject({
      endReason,
      remote: { commandsExecuted: 1 },
      kill: { state: 'ENDED', evidence: 'HOST_VERIFIED', survivors: [] },
    });
    expect(leftWith(seconds)).toEqual([]);
    expect(await readCommand(site.ada.api, command.id)).toMatchObject({ state: 'CANCELLED' });
  });

  test('answers with what it was, and stays readable', async () => {
    const session = await site.start('READ_ONLY');
    const { id } = await session.finish('echo kept');
    const told = await change<{ session: { durationSeconds: number; remote: { commandsExecuted: number } } }>(
      site.ada.api,
      'endSession',
      { id: session.id, reason: 'STOPPED', message: 'done with it' },
      'session { durationSeconds remote { commandsExecuted } kill { state } }',
    );
    expect(told.session).toMatchObject({
      durationSeconds: expect.any(Number) as number,
      remote: { commandsExecuted: 1 },
    });
    expect(await untilEnded(session)).toMatchObject({ endReason: 'STOPPED', endMessage: 'done with it' });
    expect((await readOutput(() => site.grace.openSocket(), id)).stdout).toBe('kept\n');
  });
});
