import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { aCommand } from '../../modules/commands/command.testing.ts';
import { type CommandReader, commandStates } from '../../modules/commands/index.ts';
import { createCommandReader } from '../command-reader.ts';
import { everything } from '../contract/opened.testing.ts';
import { openStore } from '../store.ts';
import { connectTo } from './database.ts';

/** A reader of some commands, and the plans of what it asks. */
async function openReader() {
  const dataDir = temporaryDir();
  const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
  await store.write(async ({ commands }) => {
    for (let at = 0; at < 200; at += 1) {
      const whose = { sessionId: `remote_${at % 9}`, hostId: `host_${at % 6}`, app: `app ${at % 5}` };
      const [state] = commandStates.slice(at % 10);
      await commands.insert(aCommand({ id: `command_${at}`, key: `key ${at}`, ...(state && { state }), ...whose }));
    }
  });
  await store.close();
  const ran: string[] = [];
  const handle = new SQLite(join(dataDir, 'rollcall.db'), {
    readonly: true,
    verbose: (statement) => void ran.push(String(statement)),
  });
  onTestFinished(() => void handle.close());
  return {
    reader: createCommandReader(connectTo(handle).db),
    /** The steps by which SQLite reads what was asked since the last time. */
    plans(): readonly string[] {
      const asked = ran.splice(0).filter((statement) => /^\s*select .* from .*command/s.test(statement));
      return asked.flatMap((statement) =>
        handle
          .prepare<[], { readonly detail: string }>(`explain query plan ${statement}`)
          .all()
          .map(({ detail }) => detail),
      );
    },
  };
}

const page = { scope: everything, first: 5, beforeRowId: 9 } as const;

test.each<[string, (reader: CommandReader) => Promise<unknown>, RegExp]>([
  ['those of a session', (reader) => reader.list({ ...page, filter: { sessionId: 'remote_1' } }), /commands_session/],
  ['those of a host', (reader) => reader.list({ ...page, filter: { hostId: 'host_1' } }), /commands_host /],
  ['what waits at a host', (reader) => reader.ofHost('host_1'), /commands_at_host/],
  ['what changed at a host', (reader) => reader.changedOfHost('host_1', 9, 5), /commands_host_revision/],
  ['what approvals are about', (reader) => reader.ofApprovals(['approval_1']), /commands_approval|approval_id=\?/],
  ['what changed', (reader) => reader.changesAfter(9, { sessionId: 'remote_1' }, everything, 5), /\(revision>\?\)/],
])('%s are found by an index, and read in its order', async (_, ask, index) => {
  const { reader, plans } = await openReader();
  await ask(reader);
  const steps = plans();
  expect(steps).toHaveLength(1);
  expect(steps[0]).toMatch(index);
});

test('output is found where it stands, and read in its order', async () => {
  const { reader, plans } = await openReader();
  await reader.output('command_1', 5, 9);
  const steps = plans();
  expect(steps).toHaveLength(3);
  for (const step of steps) expect(step).toMatch(/SEARCH (commands|command_output) USING/);
});
