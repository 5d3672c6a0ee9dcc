import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { registerMany } from '../harness/fleet.ts';
import { HeldScripts } from '../harness/held-scripts.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

const mostBytes = 150_000;

let browser: Browser;
let context: BrowserContext;
let server: ServerProcess;
let page: Page;
let later: HeldScripts;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await ServerProcess.start();
  await registerMany(server, 3, (index) => ({ app: 'held', name: `number ${index}` }));
  context = await browser.newContext({ viewport: { width: 1_680, height: 900 } });
  later = await HeldScripts.of(context, `${server.url}/sessions`);
  page = await signIn(context, server);
  await row(2).waitFor();
});

afterEach(async () => {
  later.release();
  await context.close();
  await server.remove();
});

const row = (index: number) => page.getByRole('row', { name: new RegExp(`number ${index}$`) });
const dialog = () => page.getByRole('dialog');

/** Lets it come once somebody asked for it. */
async function releaseWhenAsked(): Promise<void> {
  await until('the code to be asked for', () => later.waiting > 0);
  expect(await dialog().count()).toBe(0);
  later.release();
}

test('the first rows need no more JavaScript than their page names, and that is small', async () => {
  expect(await later.wantedBytes(context, server.url)).toBeLessThan(mostBytes);
  await expect.poll(() => row(2).innerText()).toContain('number 2');
});

test('what a key asks for opens when its code comes, and keys meanwhile do nothing else', async () => {
  await row(1).focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  expect(await page.getByText('1 selected').count()).toBe(0);
  await releaseWhenAsked();
  await dialog().getByText('number 1').waitFor();
  expect(await dialog().getByRole('heading').innerText()).toContain('Kill this session?');
  expect(await page.getByText('1 selected').count()).toBe(0);
});

test('? shows the keys when their code comes', async () => {
  await page.keyboard.press('?');
  await releaseWhenAsked();
  await dialog().getByText('Search sessions').waitFor();
});

test('a filter pressed early opens, and has the focus again when it closes', async () => {
  const filter = (name: string) => page.getByRole('button', { name });
  await filter('State').click();
  await releaseWhenAsked();
  await page.getByRole('menuitemcheckbox', { name: 'running' }).waitFor();
  await page.keyboard.press('Escape');
  await until('the focus to be back', () => filter('State').evaluate((it) => it === document.activeElement));
});

test('a filter that has the focus keeps it', async () => {
  const filter = page.getByRole('button', { name: 'More' });
  await filter.focus();
  await until('the code to be fetched', () => later.waiting > 0);
  later.release();
  // Only its own button knows what it controls.
  await until('its own button', async () => (await filter.getAttribute('data-popover-trigger')) !== null);
  expect(await filter.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByLabel('User', { exact: true }).waitFor();
});

test('what cannot be fetched says so, and opens by the next key once it can', async () => {
  later.break();
  await row(0).focus();
  await page.keyboard.press('Delete');
  await page.getByText('could not be fetched').waitFor();
  expect(await dialog().count()).toBe(0);
  later.mend();
  await page.keyboard.press('Delete');
  await dialog().getByText('number 0').waitFor();
});
