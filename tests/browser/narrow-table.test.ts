import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { mutate, register } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';

let browser: Browser;
let server: ServerProcess;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await ServerProcess.start();
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const { session: killed } = await register(owner, ownerId, { name: 'killed one' });
  await register(owner, ownerId, { name: 'other one' });
  await mutate(asAdmin(server), 'killSession', { id: killed.id, reason: 'late' });
  await mutate(owner, 'endSession', { id: killed.id });
  page = await signIn(await browser.newContext(), server);
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const rows = () => page.getByRole('row').filter({ has: page.getByRole('gridcell') });

test.each([390, 1_100, 1_440])('no row is cut with or without an open session beside it, at %i px', async (width) => {
  await page.setViewportSize({ width, height: 700 });
  await page.goto(`${server.url}/sessions?show=all`);
  if (width >= 1_100) await rows().filter({ hasText: 'other one' }).getByRole('link').click();
  await expect.poll(() => rows().count()).toBe(2);
  await expect
    .poll(() => rows().evaluateAll((all) => all.map((row) => row.scrollHeight - row.clientHeight)))
    .toEqual([0, 0]);
});

test.each(['/sessions', '/sessions?show=all', '/inbox', '/remote', '/hosts', '/account'])(
  'nothing makes %s wider than a phone',
  async (address) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await page.goto(server.url + address);
    await page.getByRole('main').waitFor();
    await page.getByText('live', { exact: true }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  },
);

test('a killed row says so, and its receipt to the end, where the mark has no word beside it', async () => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${server.url}/sessions?show=all`);
  const row = rows().filter({ hasText: 'killed one' });
  await row.getByText('killed ·').waitFor();
  // Steps that have no room are below the row's edge: the last one is not.
  await row.getByText(/^ended in/).waitFor();
  const end = await row.getByText(/^ended in/).boundingBox();
  const edge = await row.boundingBox();
  if (end === null || edge === null) throw new Error('the row is not to be seen');
  expect(end.y).toBeGreaterThanOrEqual(edge.y);
  expect(end.y + end.height).toBeLessThanOrEqual(edge.y + edge.height);
});
