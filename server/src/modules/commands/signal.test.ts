import { expect, onTestFinished, test } from 'vitest';
import { ForbiddenError, InvalidInputError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/record.ts';
import { SlowConsumerError } from '../../kernel/subscription.ts';
import { host, person, startCommanding } from './commanding.testing.ts';
import { CommandNotFoundError } from './errors.ts';
import type { CommandOutput } from './store.ts';

type Rig = Awaited<ReturnType<typeof startCommanding>>;

async function startRunning(): Promise<{ readonly rig: Rig; readonly id: string }> {
  const rig = await startCommanding();
  const { id } = await rig.run();
  await rig.start(id);
  return { rig, id };
}

const open = (rig: Rig, commandId: string, afterOffset = 0, caller: Caller = person()) =>
  rig.services.openCommandOutput(caller, { commandId, afterOffset });

const textOf = ({ chunks }: CommandOutput) => Buffer.concat(chunks.map(({ data }) => data)).toString('latin1');

/** Reads on until the end, and gives all that came. */
async function readAll(output: AsyncIterableIterator<CommandOutput>): Promise<readonly CommandOutput[]> {
  const messages: CommandOutput[] = [];
  for await (const message of output) messages.push(message);
  return messages;
}

/** Text with every byte in it, that differs everywhere. */
function bytes(length: number, seed: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode((state >> 16) % 256);
  }).join('');
}

test('what was written comes first, then what is, and then the end', async () => {
  const { rig, id } = await startRunning();
  await rig.append(id, 0, 'ab');
  const output = await open(rig, id);
  const first = (await output.next()).value as CommandOutput;
  expect(first).toMatchObject({ offset: 2, isEnd: false, command: { id, outputBytes: 2 } });
  expect(first.chunks).toEqual([{ offset: 0, stream: 'STDOUT', atMs: 1_000, data: Buffer.from('ab') }]);
  const next = output.next();
  await rig.settle();
  await rig.append(id, 2, 'c');
  expect(textOf((await next).value as CommandOutput)).toBe('c');
  const last = output.next();
  await rig.finish(id, { outputBytes: 3 });
  expect((await last).value).toMatchObject({ chunks: [], offset: 3, isEnd: true, command: { state: 'SUCCEEDED' } });
  expect(await output.next()).toEqual({ done: true, value: undefined });
  expect(rig.watch.openCount()).toBe(0);
});

test('of a command that is over it comes to the end at once, from whatever byte on', async () => {
  const { rig, id } = await startRunning();
  await rig.append(id, 0, 'abcd');
  await rig.finish(id, { outputBytes: 4 });
  for (const [after, text] of [
    [0, 'abcd'],
    [3, 'd'],
    [4, ''],
    [99, ''],
  ] as const) {
    const messages = await readAll(await open(rig, id, after));
    expect([messages.map(textOf), messages.at(-1)?.isEnd]).toEqual([[text], true]);
  }
  const silent = await rig.run();
  await rig.services.commands.cancelCommand(person(), { id: silent.id });
  expect(await readAll(await open(rig, silent.id))).toMatchObject([{ chunks: [], isEnd: true }]);
});

test('however many read along, one slowly, one cut again and again: each gets every byte once', async () => {
  const { rig, id } = await startRunning();
  const whole = bytes(700_000, 7);
  const steady = await Promise.all(Array.from({ length: 20 }, () => open(rig, id)));
  const reading = steady.map(readAll);
  const slow = await open(rig, id);
  let cut = '';
  async function readCut(): Promise<void> {
    for (let isOver = false; !isOver;) {
      const output = await open(rig, id, cut.length);
      const { value } = (await output.next()) as { readonly value: CommandOutput };
      cut += textOf(value);
      isOver = value.isEnd;
      await output.return?.();
    }
  }
  const cutting = readCut();
  for (let offset = 0; offset < whole.length;) {
    const { nextOffset } = await rig.append(id, offset, whole.slice(offset, offset + 1 + ((offset * 7) % 30_000)));
    // Some of it is sent again, as a host does that heard no answer.
    await rig.append(id, Math.max(0, offset - 10), whole.slice(Math.max(0, offset - 10), offset + 1));
    offset = nextOffset;
  }
  await rig.finish(id, { outputBytes: whole.length });
  for (const messages of await Promise.all(reading)) {
    expect(messages.map(textOf).join('') === whole).toBe(true);
    expect(messages.filter(({ isEnd }) => isEnd)).toHaveLength(1);
  }
  await cutting;
  expect(cut === whole).toBe(true);
  expect((await readAll(slow)).map(textOf).join('') === whole).toBe(true);
  expect(rig.watch.openCount()).toBe(0);
});

test('those who ask the same share a look, and are told the same message', async () => {
  const { rig, id } = await startRunning();
  const readers = await Promise.all([open(rig, id), open(rig, id), open(rig, id, 0, person({ role: 'ADMIN' }))]);
  const waiting = readers.map((reader) => reader.next());
  await rig.settle();
  await rig.append(id, 0, 'abc');
  const [one, two, admin] = (await Promise.all(waiting)).map(({ value }) => value as CommandOutput);
  expect(one === two).toBe(true);
  expect(one === admin).toBe(false);
  expect(admin).toMatchObject({ offset: 3 });
  for (const reader of readers) await reader.return?.();
});

test('what other commands write wakes nobody here', async () => {
  const { rig, id } = await startRunning();
  const other = await rig.run();
  await rig.start(other.id);
  let looks = 0;
  const { output } = rig.store.commands;
  Object.assign(rig.store.commands, {
    output: (...asked: Parameters<typeof output>) => {
      looks += 1;
      return output(...asked);
    },
  });
  const reader = await open(rig, id);
  const waiting = reader.next();
  await rig.settle();
  const before = looks;
  await rig.append(other.id, 0, 'abc');
  await rig.finish(other.id, { outputBytes: 3 });
  await rig.settle();
  expect(looks).toBe(before);
  await reader.return?.();
  await waiting;
});

test('a reader who leaves it for half a minute is let go of, and goes on where it stood', async () => {
  const { rig, id } = await startRunning();
  await rig.append(id, 0, 'ab');
  const reader = await open(rig, id);
  expect(textOf((await reader.next()).value as CommandOutput)).toBe('ab');
  await rig.append(id, 2, 'cd');
  await rig.settle();
  rig.clock.advance(31_000);
  await rig.settle();
  expect(rig.watch.openCount()).toBe(0);
  const failure = reader.next();
  await expect(failure).rejects.toThrow(SlowConsumerError);
  await expect(failure).rejects.toMatchObject({ offset: 2 });
  const again = await open(rig, id, 2);
  expect(textOf((await again.next()).value as CommandOutput)).toBe('cd');
  await again.return?.();
});

test('is for those who may see its session, as long as they may', async () => {
  const { rig, id } = await startRunning();
  const stranger = person({ apps: ['other'] });
  await expect(open(rig, id, 0, stranger)).rejects.toThrow(CommandNotFoundError);
  await expect(open(rig, 'command_none')).rejects.toThrow(CommandNotFoundError);
  await expect(open(rig, id, -1)).rejects.toThrow(InvalidInputError);
  const terminal: Caller = { principal: { kind: 'TERMINAL' }, origin: null };
  await expect(open(rig, id, 0, terminal)).rejects.toThrow(ForbiddenError);
  const own = await open(rig, id, 0, host);
  await own.return?.();
  let principal = person().principal;
  const live: Caller = {
    get principal() {
      return principal;
    },
    origin: null,
  };
  const reader = await open(rig, id, 0, live);
  const refused = expect(reader.next()).rejects.toThrow(CommandNotFoundError);
  await rig.settle();
  principal = stranger.principal;
  await rig.append(id, 0, 'secret');
  await refused;
  expect(rig.watch.openCount()).toBe(0);
});

test('goes fourteen days after the end, and what is told of it says until when', async () => {
  const { rig, id } = await startRunning();
  await rig.append(id, 0, 'ab');
  await rig.finish(id, { outputBytes: 2 });
  onTestFinished(rig.services.startCommandSweep());
  rig.clock.advance(14 * 86_400_000 - 600_000);
  await rig.settle();
  expect((await readAll(await open(rig, id))).map(textOf)).toEqual(['ab']);
  rig.clock.advance(1_200_000);
  await rig.settle();
  expect(await readAll(await open(rig, id))).toMatchObject([{ chunks: [], isEnd: true, command: { outputBytes: 2 } }]);
});
