import type { SessionControls } from '@rollcall/sdk';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../harness/until.ts';
import { kill, operationNames, own, serve, serveAgain, stored, work } from './owner.ts';

interface BrowserEntry {
  createClient(options: { url: string; token: string }): {
    attach(sessionId: string): SessionControls & { detach(): void };
    close(): void;
  };
}

function isBrowserEntry(module: unknown): module is BrowserEntry {
  return typeof module === 'object' && module !== null && 'createClient' in module;
}

/** What a bundler takes for a page; Node's own resolution would take the other entry. */
async function importBrowserEntry(): Promise<BrowserEntry> {
  const module: unknown = await import(new URL('../../sdk/dist/browser.js', import.meta.url).href);
  if (!isBrowserEntry(module)) throw new Error('the browser entry exports no createClient');
  return module;
}

beforeAll(() => {
  vi.stubGlobal('WebSocket', WebSocket);
  return () => vi.unstubAllGlobals();
});

/** A server, a session of an owner, and a page that works on it. */
async function attach() {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({ app: 'reports', externalId: 'tab-1' });
  const { sessionId, token } = await session.credentials();
  const page = (await importBrowserEntry()).createClient({ url: server.url, token });
  onTestFinished(() => page.close());
  return { server, client, session, attached: page.attach(sessionId) };
}

test('a page tells tasks and changes of the session its server owns', async () => {
  const { server, session, attached } = await attach();
  await attached.task('In the page', (task) => task.task('Part of it', () => undefined));
  attached.update({ metadata: { from: 'page' } });
  await until('everything told', () => stored(server, session).metadata['from'] === 'page');
  await until('both tasks told', () => stored(server, session).tasks.every(({ state }) => state === 'SUCCEEDED'));
  const [outer, inner] = stored(server, session).tasks;
  expect(inner).toMatchObject({ name: 'Part of it', parentId: outer?.id });
});

test('a kill reaches the page, whose sockets close with 4001; its owner alone acknowledges and ends', async () => {
  const { server, session, attached } = await attach();
  const ownerWork = work();
  session.onKill(() => ownerWork.promise);
  const closed: unknown[] = [];
  attached.closeOnKill({ close: (...how) => void closed.push(...how) });
  const receipt = kill(server, session, 'Maintenance');
  await until('the abort in the page', () => attached.signal.aborted);
  expect(attached.signal.reason).toMatchObject({ name: 'SessionKilledError', reason: 'Maintenance' });
  expect(closed).toEqual([4001, 'Session terminated by administrator']);
  await until('the acknowledgement', () => receipt.state === 'ACKNOWLEDGED');
  expect(operationNames(server).filter((name) => name === 'AcknowledgeKill')).toHaveLength(1);
  ownerWork.finish();
  await until('the end of the kill', () => receipt.state === 'ENDED');
  expect(operationNames(server).filter((name) => name === 'EndSession')).toHaveLength(1);
});

test('a page notices when the session ends, and when another owner takes it over', async () => {
  const ended = await attach();
  await ended.session.end();
  await until('the abort', () => ended.attached.signal.aborted);
  expect(ended.attached.signal.reason).toMatchObject({ code: 'SESSION_ENDED', endReason: 'COMPLETED' });

  const taken = await attach();
  await own(taken.server).client.session({ app: 'reports', externalId: 'tab-1' });
  await until('the abort', () => taken.attached.signal.aborted);
  expect(taken.attached.signal.reason).toMatchObject({ code: 'SUPERSEDED' });
});

test('a page survives an outage, and letting go of the session ends nothing', async () => {
  const { server: before, session, attached } = await attach();
  await before.close();
  const running = attached.task('Meanwhile', () => 42);
  expect(await running).toBe(42);
  const server = await serveAgain(before);
  await until('the task told', () => stored(server, session).tasks[0]?.state === 'SUCCEEDED');
  attached.detach();
  attached.detach();
  expect(attached.signal.aborted).toBe(false);
  expect(stored(server, session).lifecycle).toBe('ACTIVE');
});
