import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import type { SessionScope } from '../../kernel/principal.ts';
import type { SessionFilter } from '../../modules/sessions/index.ts';
import { ended, everything, sessionAt } from '../contract/opened.testing.ts';
import { createSessionReader } from '../session-reader.ts';
import { openStore } from '../store.ts';
import { connectTo } from './database.ts';

/** One of what SQLite makes of a statement. */
interface Step {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
}

/** A reader of a small registry, and the plans of what it asks. */
async function openReader() {
  const dataDir = temporaryDir();
  const store = await openStore({ dataDir, newEpoch: 'testtest', onCommit: () => undefined });
  await store.write(async ({ sessions }) => {
    for (let at = 0; at < 40; at += 1) await sessions.insert(sessionAt(at, at % 4 === 0 ? {} : ended));
  });
  await store.close();
  const ran: string[] = [];
  const handle = new SQLite(join(dataDir, 'rollcall.db'), {
    readonly: true,
    verbose: (statement) => void ran.push(String(statement)),
  });
  onTestFinished(() => void handle.close());
  const asked = (): readonly string[] =>
    ran.splice(0).filter((statement) => statement.trimStart().startsWith('select'));
  return {
    reader: createSessionReader(connectTo(handle)),
    /** The steps by which SQLite answers what was asked since the last time. */
    plans(): readonly string[] {
      const steps = asked().flatMap((statement) =>
        handle
          .prepare<[], { readonly detail: string }>(`explain query plan ${statement}`)
          .all()
          .map(({ detail }) => detail),
      );
      ran.splice(0);
      return steps;
    },
    /** How many of the statements since the last time read a column of a session's own row, and not of an index. */
    rowReads(): number {
      const root = handle.prepare("select rootpage from sqlite_schema where name = 'sessions'").pluck().get();
      const steps = asked().map((statement) => handle.prepare<[], Step>(`explain ${statement}`).all());
      ran.splice(0);
      return steps.filter((all) => {
        const cursors = all.filter(({ opcode, p2 }) => opcode === 'OpenRead' && p2 === root).map(({ p1 }) => p1);
        return all.some(({ opcode, p1 }) => opcode === 'Column' && cursors.includes(p1));
      }).length;
    },
  };
}

/** Every way in which the dashboard narrows a list. */
const filters: Readonly<Record<string, SessionFilter>> = {
  everything: {},
  'what runs': { lifecycle: ['PENDING_APPROVAL', 'ACTIVE', 'ENDING'] },
  'what ended': { lifecycle: ['ENDED'] },
  'what failed': { status: ['FAILED'] },
  'statuses of both': { status: ['STALE', 'FAILED', 'ENDED'] },
  'an app': { apps: ['demo'] },
  'several apps': { apps: ['demo', 'other', 'third'] },
  'a kind': { kinds: ['APP'] },
  'a user': { userId: 'ada' },
  'a tag': { tags: ['blue'] },
  tags: { tags: ['blue', 'red'] },
  'a day': { createdFromMs: 0, createdBeforeMs: 86_400_000 },
  'a text': { search: 'session' },
  'two letters': { search: 'se' },
  'a text of a user on a day': { search: 'session', userId: 'ada', createdFromMs: 0 },
  'a failed one of an app and kind': { status: ['FAILED'], apps: ['demo'], kinds: ['APP'] },
};

const scopes: Readonly<Record<string, SessionScope>> = {
  'everybody’s': everything,
  'of some apps': { apps: ['demo', 'other'], userId: null },
  'of some apps, and one’s own': { apps: ['demo'], userId: 'ada' },
  'only one’s own': { apps: [], userId: 'ada' },
};

describe.each(Object.entries(scopes))('a list %s', (_, scope) => {
  test.each(Object.entries(filters))('of %s reads indexes in their order, and sorts nothing', async (_, filter) => {
    const { reader, plans } = await openReader();
    for (const orderBy of ['STARTED', 'ATTENTION'] as const) {
      const { rows } = await reader.list({ filter, scope, orderBy, first: 3, after: null });
      await reader.list({ filter, scope, orderBy, first: 3, after: rows.at(-1) ?? { rowId: 9, rank: 10 } });
      for (const step of plans()) {
        expect(step).not.toContain('TEMP B-TREE');
        // Of the tables only those of one row are read as a whole, and hours, of which a year has few.
        if (/^SCAN (?!\(subquery|json_each|session_texts VIRTUAL)/.test(step)) {
          expect(step).toMatch(/USING (COVERING )?INDEX|SCAN (registry|session_hours)/);
        }
      }
    }
  });
});

test('where an index gives what matches alone, no other is looked at to find a narrower one', async () => {
  const { reader, plans } = await openReader();
  await reader.list({
    filter: { status: ['FAILED'], apps: ['demo'] },
    scope: { apps: null, userId: null },
    orderBy: 'STARTED',
    first: 3,
    after: null,
  });
  const steps = plans().join('\n');
  expect(steps).toContain('sessions_ended_app');
  expect(steps).not.toContain('sessions_ended_rank');
});

test.each(['everything', 'an app', 'a kind', 'a user'])(
  'a page of %s reads the rows that it shows, and no other',
  async (name) => {
    const { reader, rowReads } = await openReader();
    const filter: SessionFilter = { ...filters[name], lifecycle: ['ENDED'] };
    const { rows } = await reader.list({ filter, scope: everything, orderBy: 'STARTED', first: 3, after: null });
    // Those that are pinned, and those of the page.
    expect(rowReads()).toBe(2);
    await reader.list({
      filter,
      scope: everything,
      orderBy: 'STARTED',
      first: 3,
      after: rows.at(-1) ?? null,
      wantsTotal: false,
    });
    expect(rowReads()).toBe(1);
  },
);
