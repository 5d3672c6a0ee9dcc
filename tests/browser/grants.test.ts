import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Api, asOwner } from '../harness/api.ts';
import { ask } from '../harness/approvals.ts';
import { findings } from '../harness/axe.ts';
import { complaintsOf, confirm, launchBrowser, signInByName } from '../harness/browser.ts';
import { register } from '../harness/operations.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let contexts: BrowserContext[];
let server: ServerProcess;
let admin: SignedIn;
let owner: Api;
let sessionId: string;

const question = { title: 'Send it?', details: { to: 'everybody' } };

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  contexts = [];
  server = await ServerProcess.start();
  admin = await becomeFirstAdmin(server, 'Root');
  const ownerId = randomUUID();
  owner = asOwner(server, ownerId);
  sessionId = (await register(owner, ownerId, { app: 'reports', name: 'Quarter', userId: 'linus' })).session.id;
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await server.remove();
});

async function visit(name: string, address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  await enter(server, admin.api, { name, role: 'OPERATOR' });
  const context = await browser.newContext({ viewport: { width: 1_680, height: 900 }, bypassCSP: true, ...options });
  contexts.push(context);
  const page = await signInByName(context, server, name);
  await page.goto(`${server.url}${address}`);
  return page;
}

const row = (page: Page) => page.getByRole('row', { name: question.title, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const grants = (page: Page) => page.getByRole('region', { name: 'Allowed again' });

async function approveGranting(page: Page): Promise<void> {
  await row(page).getByRole('link').click();
  await page.getByRole('button', { name: 'Approve…' }).click();
  await dialog(page).getByLabel('Allow the same again').check();
  await dialog(page).getByLabel('How often').selectOption('5 times');
  await dialog(page)
    .getByText(
      /this exact question, asked by .+, in this session, at most 5 times, until \d\d:\d\d|[A-Z]\w\w \d\d:\d\d/,
    )
    .waitFor();
  await confirm(dialog(page).getByRole('button', { name: 'Approve' }));
}

test('who approves may allow the same again; it is counted on every screen, and asked again once revoked', async () => {
  const [ada, grace] = [await visit('Ada', '/inbox'), await visit('Grace', `/sessions/${sessionId}`)];
  const complaints = [complaintsOf(ada), complaintsOf(grace)];
  await ask(owner, sessionId, question);
  await approveGranting(ada);
  await grants(ada).getByText('5 of 5 left').waitFor();
  await grants(ada).getByText('allowed by you').waitFor();
  await grants(grace).getByText('allowed by Ada').waitFor();

  const again = await ask(owner, sessionId, question);
  for (const page of [ada, grace]) await grants(page).getByText('4 of 5 left').waitFor();
  await ada.goto(`${server.url}/inbox/${again}`);
  await ada
    .getByText(/approved by a grant of yours/i)
    .first()
    .waitFor();

  await grants(grace).getByRole('button', { name: 'Revoke… Send it?' }).click();
  await dialog(grace).getByRole('button', { name: 'Revoke it' }).click();
  await grants(grace).getByText('revoked by you · used once').waitFor();
  await until('the focus to have a place', () => grace.evaluate(() => document.activeElement !== document.body));

  await ask(owner, sessionId, question);
  await row(ada).getByText('Quarter').waitFor();
  await until('the other screen to learn of it', async () => (await grants(ada).count()) === 0);
  expect(complaints).toEqual([[], []]);
});

test('what differs in anything is asked', async () => {
  const page = await visit('Ada', '/inbox');
  await ask(owner, sessionId, question);
  await approveGranting(page);
  await grants(page).getByText('5 of 5 left').waitFor();
  await ask(owner, sessionId, { ...question, details: { to: 'nobody' } });
  await row(page).getByText('no deadline').waitFor();
  await grants(page).getByText('5 of 5 left').waitFor();
});

test.each(['light', 'dark'] as const)('in the %s theme axe finds nothing, on a phone either', async (colorScheme) => {
  const page = await visit('Ada', '/inbox', { colorScheme, reducedMotion: 'reduce' });
  await ask(owner, sessionId, question);
  await row(page).getByRole('link').click();
  await page.getByRole('button', { name: 'Approve…' }).click();
  await dialog(page).getByLabel('Allow the same again').check();
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto(`${server.url}/inbox`);
  await page.setViewportSize({ width: 1_680, height: 900 });
  await approveGranting(page);
  await grants(page).getByText('5 of 5 left').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.goto(`${server.url}/sessions/${sessionId}`);
  await page.setViewportSize({ width: 390, height: 800 });
  await grants(page).getByRole('button', { name: 'Revoke…' }).click();
  await dialog(page).getByRole('button', { name: 'Revoke it' }).waitFor();
  expect(await findings(page)).toEqual([]);
});
