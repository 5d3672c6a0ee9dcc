import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { admin, adminToken, startApp, type TestApp } from '../../app.testing.ts';
import { killOf, sessionOf } from '../../app-reading.testing.ts';
import { statusOf } from '../sessions/index.ts';

/** Two sessions that were told to end; somebody had a hand in the first one's kill. */
async function killTwo() {
  const app = await startApp();
  const damaged = await killNew(app);
  const fine = await killNew(app);
  const database = new SQLite(join(app.dataDir, 'rollcall.db'));
  database.prepare("update kills set survivors = 'no list' where session_id = ?").run(damaged);
  database.close();
  return { app, damaged, fine };
}

async function killNew(app: TestApp): Promise<string> {
  const { session } = await app.register();
  await app.services.kills.killSession(admin, { id: session.id });
  return session.id;
}

test('a kill that cannot be read fails alone: those read beside it are there', async () => {
  const { app, fine } = await killTwo();
  const response = await fetch(`${app.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({ query: '{ sessions(orderBy: STARTED) { edges { node { kill { id } } } } }' }),
  });
  const { id } = await killOf(app, fine);
  expect(await response.json()).toMatchObject({
    data: { sessions: { edges: [{ node: { kill: { id } } }, { node: { kill: null } }] } },
    errors: [{ path: ['sessions', 'edges', 1, 'node', 'kill'] }],
  });
  expect(app.errors.splice(0)).toHaveLength(1);
});

test('a kill that cannot be read keeps no server from its start, nor another kill from its grace', async () => {
  const { app, damaged, fine } = await killTwo();
  const again = await app.restart();
  expect(again.errors.splice(0)).toHaveLength(1);
  await again.advance(10_000);
  expect(statusOf(await sessionOf(again, fine))).toBe('UNRESPONSIVE');
  expect(statusOf(await sessionOf(again, damaged))).toBe('ENDING');
});
