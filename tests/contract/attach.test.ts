import type { RollcallError, SessionControls } from '@rollcall/sdk';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../harness/until.ts';
import { admin, kill, operationNames, own, serve, serveAgain, stored, work } from './owner.ts';

interface BrowserEntry {
  createClient(options: { url: string; token: string; onError: (error: RollcallError) => void }): {
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

/** A page that works on a session with its token, and what it is told of problems. */
async function open(url: string, { sessionId, token }: { sessionId: string; token: string }) {
  const problems: RollcallError[] = [];
  const client = (await importBrowserEntry()).createClient({ url, token, onError: (error) => problems.push(error) });
  onTestFinished(() => client.close());
  return { attached: client.attach(sessionId), problems };
}

/** A server, a session of an owner, and a page that works on it. */
async function attach() {
  const server = await serve();
  const { client } = own(server);
  const session = await client.session({ app: 'reports', externalId: 'tab-1' });
  const credentials = await session.credentials();
  return { server, client, session, credentials, ...(await open(server.url, credentials)) };
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

test('a kill whose session is over in the same breath still tells the page who and why', async () => {
  const { server, session, attached, problems } = await attach();
  await until('the page to listen', () => operationNames(server).filter((name) => name === 'KillSignal').length === 2);
  server.registry.kill(stored(server, session), 'Maintenance', 0, admin);
  server.registry.end(stored(server, session), 'STOPPED', null, admin);
  await until('the abort in the page', () => attached.signal.aborted);
  expect(attached.signal.reason).toMatchObject({ code: 'SESSION_KILLED', reason: 'Maintenance' });
  await until('its socket to be gone', () => server.sockets.open === 1);
  expect(problems).toEqual([]);
});

test("a page's token ends with its session: that is its end, and no problem", async () => {
  const { server, session, attached, problems } = await attach();
  await until('the page to listen', () => operationNames(server).filter((name) => name === 'KillSignal').length === 2);
  await session.end();
  await until('the abort', () => attached.signal.aborted);
  expect(attached.signal.reason).toMatchObject({ code: 'SESSION_ENDED', endReason: null });
  await until('its socket to be gone', () => server.sockets.open === 1);
  await expect(attached.task('Too late', () => 42)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  expect(problems).toEqual([]);
});

test('a page whose session ended while the line was down hears of it when it is back, and asks no more', async () => {
  const { server: before, session, attached, problems } = await attach();
  before.registry.end(stored(before, session), 'COMPLETED', null, admin);
  await before.close();
  const server = await serveAgain(before);
  await until('the abort', () => attached.signal.aborted);
  expect(attached.signal.reason).toMatchObject({ code: 'SESSION_ENDED' });
  expect(problems.map(({ code }) => code)).not.toContain('UNAUTHENTICATED');
  await until('its socket to be gone', () => server.sockets.open <= 1);
});

test('a page that comes with a token which holds no longer is told so', async () => {
  const { server, session, credentials } = await attach();
  await session.end();
  const late = await open(server.url, credentials);
  await until('the abort', () => late.attached.signal.aborted);
  expect(late.attached.signal.reason).toMatchObject({ code: 'SESSION_ENDED' });
  expect(late.problems).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
});

test('a page notices when another owner takes the session over', async () => {
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
