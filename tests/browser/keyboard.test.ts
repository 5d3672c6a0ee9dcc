import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asAdmin, asOwner } from '../harness/api.ts';
import { confirm, launchBrowser, signIn } from '../harness/browser.ts';
import { registerMany } from '../harness/fleet.ts';
import { mutate, readSession, register } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let context: BrowserContext;
let server: ServerProcess;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await ServerProcess.start();
  context = await browser.newContext({ viewport: { width: 1_680, height: 900 } });
});

afterEach(async () => {
  await context.close();
  await server.remove();
});

const names = (index: number) => ({ app: 'keys', name: `number ${index}` });
const row = (name: string) => page.getByRole('row', { name: new RegExp(`${name}$`) });
const focusedRow = () => page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-label'));

test('a session is found, opened and killed without a mouse', async () => {
  const { sessions } = await registerMany(server, 30, names);
  page = await signIn(context, server);
  await row('number 29').waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('number 7');
  await until('the search to be in the address', () => page.url().includes('number'));
  await until('one row to be left', async () => (await page.getByRole('row', { name: /number/ }).count()) === 1);
  await page.keyboard.press('Enter');
  await until('the row to have the focus', async () => (await focusedRow())?.endsWith('number 7'));

  await page.keyboard.press('Enter');
  await page.waitForURL(`**/sessions/${sessions[7]?.id}**`);
  await page.getByRole('article', { name: 'Session' }).getByRole('heading', { name: 'number 7' }).waitFor();
  await page.keyboard.press('Escape');
  await until('the list to be alone again', () => !page.url().includes(String(sessions[7]?.id)));
  await until('the focus to be back', async () => (await focusedRow())?.endsWith('number 7'));

  const dialog = page.getByRole('dialog');
  await until('the question', async () => {
    if (await dialog.isVisible()) return true;
    await page.keyboard.press('Delete');
    return false;
  });
  const reason = dialog.getByLabel(/Reason/);
  await until('the reason to have the focus', () => reason.evaluate((it) => it === document.activeElement));
  await page.keyboard.type('by key');
  await confirm(reason, 'Enter');
  const killed = await until('the kill', async () => (await readSession(asAdmin(server), sessions[7]?.id ?? ''))?.kill);
  expect(killed.state).toMatch(/REQUESTED|SENT/);
  for (const { id } of sessions.filter((_session, index) => index !== 7)) {
    expect((await readSession(asAdmin(server), id))?.kill).toBeNull();
  }
});

test('j, k and x move and select; Escape and the address lead back', async () => {
  await registerMany(server, 5, names);
  page = await signIn(context, server);
  await row('number 4').waitFor();
  await page.keyboard.press('j');
  await until('a row to have the focus', async () => (await focusedRow()) !== undefined);
  const first = await focusedRow();
  await page.keyboard.press('j');
  await until('the next row', async () => (await focusedRow()) !== first);
  await page.keyboard.press('x');
  await page.getByText('1 selected').first().waitFor();
  await page.keyboard.press('k');
  await until('the row before', async () => (await focusedRow()) === first);
  await page.keyboard.press('x');
  await page.getByText('2 selected').first().waitFor();
});

test('the focus stays with the session when the list moves under it', async () => {
  await registerMany(server, 20, names);
  page = await signIn(context, server);
  await row('number 10').waitFor();
  await row('number 10').focus();
  const ownerId = randomUUID();
  for (let index = 0; index < 5; index++) await register(asOwner(server, ownerId), ownerId, { name: `newer ${index}` });
  await until('the newer ones to be counted', async () => /\b25\b/.test(await page.locator('main').innerText()));
  expect(await focusedRow()).toMatch(/number 10$/);
});

test('? shows the keys, and they can be closed by one', async () => {
  page = await signIn(context, server);
  await page.getByText('waiting for the first session').waitFor();
  const dialog = page.getByRole('dialog');
  await until('the keys to show', async () => {
    if (await dialog.isVisible()) return true;
    await page.keyboard.press('?');
    return false;
  });
  expect(await dialog.innerText()).toContain('Search sessions');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('held still, no row comes or goes, but each says how it is; released, the list is right', async () => {
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  const staying = await register(owner, ownerId, { name: 'staying' });
  const leaving = await register(owner, ownerId, { name: 'leaving' });
  page = await signIn(context, server);
  await row('leaving').waitFor();
  const order = () =>
    page.getByRole('row', { name: /black-box/ }).evaluateAll((rows) => rows.map((one) => one.dataset['id']));
  const before = await order();

  const hold = page.getByRole('switch', { name: /Hold still/ });
  await hold.click();
  await register(owner, ownerId, { name: 'newcomer' });
  await mutate(owner, 'endSession', { id: leaving.session.id });
  await mutate(owner, 'startTask', { sessionId: staying.session.id, taskId: randomUUID(), name: 'told while held' });
  await row('staying').getByText('told while held').waitFor();
  await until('the switch to say what waits', async () => /1 new/.test(await hold.innerText()));
  expect(await order()).toEqual(before);

  await hold.click();
  await row('newcomer').waitFor();
  await expect.poll(() => hold.getAttribute('aria-checked')).toBe('false');
});
