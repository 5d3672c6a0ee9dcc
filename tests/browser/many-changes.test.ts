import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { countHeld, hold, makeLineHoldable, release } from '../harness/held-line.ts';
import { type Registered, registerDocument } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';
import { WireSocket } from '../harness/wire-socket.ts';

const count = 300;
const changes = 1_000;
const atOnce = 4;

let browser: Browser;
let context: BrowserContext;
let server: ServerProcess;
let owner: WireSocket;
let page: Page;
/** The oldest first. */
let ids: readonly string[];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await ServerProcess.start();
  context = await browser.newContext({ viewport: { width: 1_680, height: 900 } });
  const ownerId = randomUUID();
  owner = await WireSocket.open(server.url, appKey, ownerId);
  const registered: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const input = { app: 'many', externalId: randomUUID(), ownerId, name: `number ${number}` };
    const answer = await owner.request<{ registerSession: Registered }>(registerDocument, { input });
    registered.push(answer.registerSession.session.id);
  }
  ids = registered;
  await (await signIn(context, server)).close();
  page = await context.newPage();
  await makeLineHoldable(page);
  await page.goto(`${server.url}/sessions`);
  await page.getByRole('row', { name: / number 299$/ }).waitFor();
  await until('the mark to be live', () => page.locator('[data-line="live"]').isVisible());
});

afterEach(async () => {
  await context.close();
  await owner.close();
  await server.remove();
});

/** Renames sessions, some at a time, so that the server tells of them in many messages; the first one last of all. */
async function renameAll(rename: readonly string[], lastName: string): Promise<void> {
  const document = `mutation ($input: UpdateSessionInput!) { updateSession(input: $input) { __typename } }`;
  for (let change = 0; change < changes; change += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, (_, offset) => {
        const input = { id: rename[(change + offset) % rename.length], name: `change ${change + offset}` };
        return owner.request(document, { input });
      }),
    );
  }
  await owner.request(document, { input: { id: rename[0], name: lastName } });
}

/** Lets a thousand changes pile up before the page, and through at once. */
async function releaseChanges(rename: readonly string[], lastName: string) {
  await hold(page);
  await renameAll(rename, lastName);
  await until('enough messages to wait', async () => (await countHeld(page)) >= changes / atOnce / 5);
  return release(page);
}

test('a thousand changes within a few frames are drawn once a frame at most', async () => {
  const newest = ids.slice(-10);
  const released = await releaseChanges(newest, 'the last word');
  await page.getByRole('row', { name: /the last word$/ }).waitFor();
  expect(released.messages).toBeGreaterThan(4 * released.frames);
  expect(released.applications).toBeGreaterThan(0);
  expect(released.applications).toBeLessThanOrEqual(released.frames);
}, 120_000);

test('rows out of view are not in the document, and nothing is drawn when they change', async () => {
  const rowsInDocument = await page.getByRole('row').count();
  expect(rowsInDocument).toBeLessThan(60);
  const released = await releaseChanges(ids.slice(0, 100), 'far below');
  expect(released.messages).toBeGreaterThan(0);
  expect(released.applications).toBe(0);
  expect(await page.getByRole('row').count()).toBe(rowsInDocument);

  await page.getByRole('grid', { name: 'Sessions' }).evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await page.getByRole('row', { name: /far below$/ }).waitFor();
}, 120_000);
