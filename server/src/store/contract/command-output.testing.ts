import { expect, test } from 'vitest';
import { aCommand } from '../../modules/commands/command.testing.ts';
import type { Command, PlacedChunk } from '../../modules/commands/index.ts';
import type { Store } from '../store.ts';
import { ended, insert, type OpenStore, sessionAt } from './opened.testing.ts';

const chunk = (offset: number, text: string, stream: PlacedChunk['stream'] = 'STDOUT'): PlacedChunk => ({
  offset,
  stream,
  atMs: 1_000 + offset,
  data: Buffer.from(text, 'latin1'),
});

/** Stores a command with output: texts one after the other. */
async function insertWith(store: Store, texts: readonly string[], members: Partial<Command> = {}): Promise<Command> {
  return store.write(async ({ commands, commandOutput }) => {
    const command = await commands.insert(aCommand(members));
    let outputBytes = 0;
    for (const text of texts) {
      await commandOutput.append(command.id, [chunk(outputBytes, text)]);
      outputBytes += text.length;
    }
    await commands.saveOutputBytes({ id: command.id, outputBytes, isOutputTruncated: false });
    return command;
  });
}

async function read(store: Store, from: number, limitBytes = 1_000, id = aCommand().id) {
  const output = await store.commands.output(id, from, limitBytes);
  return output?.chunks.map(({ offset, data }) => `${offset} ${Buffer.from(data).toString('latin1')}`) ?? null;
}

export function commandOutputContract(open: OpenStore): void {
  test('comes back byte for byte, with its streams and times', async () => {
    const opened = await open();
    const command = await insertWith(opened.store, []);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    const chunks = [chunk(0, 'a', 'STDERR'), { ...chunk(1, ''), data: bytes }];
    const grown = { id: command.id, outputBytes: 257, isOutputTruncated: true };
    await opened.store.write(async ({ commands, commandOutput }) => {
      await commandOutput.append(command.id, chunks);
      await commands.saveOutputBytes(grown);
    });
    const { store } = await opened.reopen();
    const output = await store.commands.output(command.id, 0, 1_000);
    expect(output?.command).toEqual({ ...command, ...grown });
    expect(output?.chunks.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data) }))).toEqual(chunks);
  });

  test('that grows moves no revision', async () => {
    const { store } = await open();
    const { revision } = await insertWith(store, ['ab']);
    expect(await store.commands.head()).toBe(revision);
    expect(await store.commands.find(aCommand().id)).toMatchObject({ revision, outputBytes: 2 });
  });

  test('is read from any byte on, about as much as is asked for', async () => {
    const { store } = await open();
    await insertWith(store, ['abc', 'd', 'ef']);
    expect(await read(store, 0)).toEqual(['0 abc', '3 d', '4 ef']);
    expect(await read(store, 2)).toEqual(['2 c', '3 d', '4 ef']);
    expect(await read(store, 3)).toEqual(['3 d', '4 ef']);
    expect(await read(store, 5)).toEqual(['5 f']);
    expect(await read(store, 6)).toEqual([]);
    expect(await read(store, 99)).toEqual([]);
    expect(await read(store, 1, 3)).toEqual(['1 bc', '3 d']);
    expect(await read(store, 1, 1)).toEqual(['1 bc']);
    expect(await read(store, 0, 9, 'command_none')).toBeNull();
  });

  test('is of its command alone, and stands in each place once', async () => {
    const { store } = await open();
    await insertWith(store, ['a']);
    await insertWith(store, ['b'], { id: 'command_02', key: 'key 2' });
    expect(await read(store, 0)).toEqual(['0 a']);
    const again = store.write(({ commandOutput }) => commandOutput.append(aCommand().id, [chunk(0, 'c')]));
    await expect(again).rejects.toThrow('UNIQUE');
  });

  test('goes in small bites when it is old, the oldest first', async () => {
    const { store } = await open();
    const over = { state: 'SUCCEEDED' } as const;
    await insertWith(store, ['a', 'b', 'c'], { ...over, id: 'command_01', key: '1', endedAtMs: 20 });
    await insertWith(store, ['d', 'e'], { ...over, id: 'command_02', key: '2', endedAtMs: 10 });
    await insertWith(store, ['f'], { ...over, id: 'command_03', key: '3', endedAtMs: 30 });
    await insertWith(store, ['g'], { id: 'command_04', key: '4' });
    const left = async () => {
      const ids = ['command_01', 'command_02', 'command_03', 'command_04'];
      return (await Promise.all(ids.map((id) => read(store, 0, 9, id)))).flat();
    };
    const remove = () => store.write(({ commandOutput }) => commandOutput.removeOld(30, 3));
    const head = await store.commands.head();
    expect([await remove(), await left()]).toEqual([true, ['1 b', '2 c', '0 f', '0 g']]);
    expect([await remove(), await left()]).toEqual([false, ['0 f', '0 g']]);
    expect([await remove(), await left()]).toEqual([false, ['0 f', '0 g']]);
    expect(await store.commands.head()).toBe(head);
    expect(await store.commands.find('command_01')).toMatchObject({ outputBytes: 3 });
  });

  test('goes with its session, as its commands do', async () => {
    const { store } = await open();
    await insert(store, sessionAt(1, { ...ended, endedAtMs: 5 }));
    await insertWith(store, ['a'], { sessionId: sessionAt(1).id });
    await insertWith(store, ['b'], { id: 'command_02', key: 'key 2' });
    await store.write(({ sessions }) => sessions.removeEnded(10, 10, 20));
    expect(await read(store, 0)).toBeNull();
    expect(await read(store, 0, 9, 'command_02')).toEqual(['0 b']);
    await insertWith(store, [], { id: aCommand().id });
    expect(await read(store, 0)).toEqual([]);
  });
}
