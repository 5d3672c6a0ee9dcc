import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { findings } from '../harness/axe.ts';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { mutate, register, type SessionFields } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { lookEvery, until } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

const intervalMs = 1_500;

let browser: Browser;
let server: ServerProcess;
let sessions: Map<string, SessionFields>;
let stopBeating: () => void;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await ServerProcess.start({ env: { ROLLCALL_STALE_AFTER_MS: '5000' } });
  ({ sessions, stopBeating } = await everyStatus(server));
});

afterAll(async () => {
  stopBeating();
  await browser.close();
  await server.remove();
});

/** One session in each state that a row can show. */
async function everyStatus(running: ServerProcess) {
  const ownerId = randomUUID();
  const owner = asOwner(running, ownerId);
  const made = new Map<string, SessionFields>();
  const make = async (name: string, input: Record<string, unknown> = {}) => {
    const { session } = await register(owner, ownerId, {
      name,
      heartbeatIntervalMs: intervalMs,
      userId: 'ada',
      ...input,
    });
    made.set(name, session);
    return session.id;
  };
  await make('stale');
  await make('quiet');
  await make('idle', { tags: ['blue'], metadata: { region: 'north' } });
  const busy = await make('running');
  const [outer, inner] = [randomUUID(), randomUUID()];
  await mutate(owner, 'startTask', { sessionId: busy, taskId: outer, name: 'Nightly report' });
  await mutate(owner, 'startTask', { sessionId: busy, taskId: inner, parentId: outer, name: 'Rendering' });
  await mutate(owner, 'reportProgress', { taskId: inner, progress: 0.42, message: 'page 42 of 100' });
  await mutate(owner, 'updateSession', { id: await make('needs you'), activity: 'REQUIRES_ACTION' });
  await mutate(owner, 'updateSession', { id: await make('paused'), activity: 'PAUSED' });
  const error = { message: 'The disk is full', code: 'DISK_FULL', helpUrl: 'https://example.com/disk' };
  await mutate(owner, 'updateSession', { id: await make('reports an error'), error });
  await mutate(owner, 'endSession', { id: await make('failed'), reason: 'FAILED', message: 'The disk is full' });
  await mutate(owner, 'endSession', { id: await make('completed') });
  const admin = asAdmin(running);
  await mutate(admin, 'killSession', { id: await make('ending'), reason: 'too slow', graceMs: 3_600_000 });
  await mutate(admin, 'killSession', { id: await make('unresponsive'), reason: 'too slow', graceMs: 0 });
  const killed = await make('killed');
  await mutate(admin, 'killSession', { id: killed, reason: 'too slow' });
  await mutate(owner, 'endSession', { id: killed });
  await mutate(admin, 'pinSession', { id: await make('pinned') });

  const socket = await WireSocket.open(running.url, appKey, ownerId);
  const kept = ['idle', 'running', 'needs you', 'paused', 'reports an error', 'pinned'];
  for (const name of kept) {
    socket.subscribe('subscription ($id: ID!) { killSignal(sessionId: $id) { id } }', { id: made.get(name)?.id });
  }
  // The application's own ping is what proves its life.
  return { sessions: made, stopBeating: lookEvery(intervalMs, () => socket.send({ type: 'ping' })) };
}

const idOf = (name: string) => sessions.get(name)?.id ?? '';

/** Heard once more, and then its connection is gone. */
async function fallQuiet(): Promise<void> {
  const ownerId = randomUUID();
  const session = sessions.get('quiet');
  const input = { app: session?.app, externalId: session?.externalId, heartbeatIntervalMs: intervalMs };
  await register(asOwner(server, ownerId), ownerId, input);
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  socket.subscribe('subscription ($id: ID!) { killSignal(sessionId: $id) { id } }', { id: session?.id });
  await socket.request('query ($id: ID!) { session(id: $id) { id } }', { id: session?.id });
  socket.cut();
}

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await browser.newContext({
      colorScheme,
      viewport: { width: 1_680, height: 900 },
      // The page's own policy keeps axe out, as it shall keep out everything else.
      bypassCSP: true,
      reducedMotion: 'reduce',
    });
    page = await signIn(context, server);
    await page.getByRole('radio', { name: 'All' }).check({ force: true });
    await page.getByRole('row', { name: /completed/ }).waitFor();
    const scheme = await page.evaluate(() => document.documentElement.classList.contains('dark'));
    expect(scheme).toBe(colorScheme === 'dark');
  });

  afterAll(async () => {
    await context.close();
  });

  test('on the list, with a row in every state', async () => {
    await page.getByRole('row', { name: /stale/ }).getByText('stale').first().waitFor();
    await page
      .getByRole('row', { name: /unresponsive/ })
      .getByText('unresponsive')
      .first()
      .waitFor();
    await fallQuiet();
    await page.getByRole('row', { name: /quiet/ }).getByText('quiet').first().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('on the list with rows selected, and on what is shown instead of it', async () => {
    await page.getByRole('row', { name: /idle/ }).getByRole('checkbox').check();
    await page.getByRole('toolbar', { name: 'Selected sessions' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('toolbar', { name: 'Selected sessions' }).getByRole('button', { name: 'Clear' }).click();

    const empty = await context.newPage();
    await empty.goto(`${server.url}/sessions?search=nothing+matches+this`);
    await empty.getByText('No session matches').waitFor();
    expect(await findings(empty)).toEqual([]);
    await empty.close();
  });

  test.each(['running', 'reports an error', 'unresponsive', 'killed', 'failed'])(
    'on the page of a session: %s',
    async (name) => {
      const detail = await context.newPage();
      await detail.goto(`${server.url}/sessions/${idOf(name)}`);
      await detail.getByRole('article', { name: 'Session' }).getByRole('heading', { name }).waitFor();
      await detail.getByRole('heading', { name: 'Tasks' }).waitFor();
      expect(await findings(detail)).toEqual([]);
      await detail.close();
    },
  );

  test('in the dialog that asks before a kill, and in the other two', async () => {
    await page
      .getByRole('row', { name: /needs you/ })
      .getByRole('checkbox')
      .check();
    await page.getByRole('toolbar', { name: 'Selected sessions' }).getByRole('button', { name: /Kill/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page
      .getByRole('row', { name: /needs you/ })
      .getByRole('checkbox')
      .uncheck();

    for (const button of ['Commands', 'Keyboard']) {
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('dialog').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  test('on a narrow screen', async () => {
    const phone = await context.newPage();
    await phone.setViewportSize({ width: 390, height: 800 });
    await phone.goto(`${server.url}/sessions?show=all`);
    await phone.getByRole('row', { name: /completed/ }).waitFor();
    expect(await findings(phone)).toEqual([]);
    await phone.goto(`${server.url}/sessions/${idOf('running')}`);
    await phone.getByRole('heading', { name: 'Tasks' }).waitFor();
    expect(await findings(phone)).toEqual([]);
    await phone.close();
  });

  test('when the server fails to answer', async () => {
    const failing = await context.newPage();
    const errors = [
      { message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: 'b7' } },
    ];
    await failing.route('**/graphql', (route) => route.fulfill({ json: { errors } }));
    await failing.goto(`${server.url}/sessions`);
    await failing.getByRole('alert').waitFor();
    await expect.poll(() => failing.getByRole('alert').innerText()).toContain('b7');
    expect(await findings(failing)).toEqual([]);
    await failing.close();
  });

  test('offline, with the rows that were there', async () => {
    // Away for this page alone: the other theme still needs the server.
    const offline = await context.newPage();
    let isAway = false;
    const cuts: (() => void)[] = [];
    await offline.route('**/graphql', (route) => (isAway ? route.abort() : route.continue()));
    await offline.routeWebSocket('**/graphql', (socket) => {
      const cut = () => void socket.close({ code: 1001 });
      if (isAway) cut();
      else socket.connectToServer();
      cuts.push(cut);
    });
    const mark = () => offline.locator('[data-line]').getAttribute('data-line');
    await offline.goto(`${server.url}/sessions?show=all`);
    await offline.getByRole('row', { name: /completed/ }).waitFor();
    await until('the mark to be live', async () => (await mark()) === 'live');
    isAway = true;
    for (const cut of cuts) cut();
    await until('the mark to be offline', async () => (await mark()) === 'offline');
    expect(await offline.getByRole('row', { name: /idle/ }).isVisible()).toBe(true);
    expect(await findings(offline)).toEqual([]);
    await offline.close();
  });
});
