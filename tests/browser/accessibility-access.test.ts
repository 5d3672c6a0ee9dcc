import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { findings } from '../harness/axe.ts';
import { launchBrowser, openPage, signInByName } from '../harness/browser.ts';
import { createKey } from '../harness/keys.ts';
import { mutate, register } from '../harness/operations.ts';
import { createPerson, enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn, signIn } from '../harness/sign-in.ts';

let browser: Browser;
/** Nobody has followed its link. */
let fresh: ServerProcess;
/** With people and keys in every state a row can show. */
let settled: ServerProcess;
let admin: SignedIn;

beforeAll(async () => {
  browser = await launchBrowser();
  [fresh, settled] = await Promise.all([ServerProcess.start(), ServerProcess.start()]);
  admin = await becomeFirstAdmin(settled);
  await fill(settled);
});

afterAll(async () => {
  await browser.close();
  await Promise.all([fresh.remove(), settled.remove()]);
});

async function fill(server: ServerProcess): Promise<void> {
  const ownerId = randomUUID();
  await register(asOwner(server, ownerId), ownerId, { app: 'alpha' });
  await createPerson(admin.api, { name: 'Invited', apps: ['alpha', 'beta'], userId: 'ada' });
  await enter(server, admin.api, { name: 'Grace', role: 'OPERATOR' });
  await signIn(server, 'Grace');
  await createKey(admin.api, { name: 'Everything', apps: null, rights: ['REGISTER', 'READ', 'KILL'] });
  const inOneDay = new Date(Date.now() + 86_400_000).toISOString();
  const ending = await createKey(admin.api, { name: 'Ending', apps: ['alpha'], expiresAt: inOneDay });
  await mutate(admin.api, 'rotateAppKey', { id: ending.id });
  const revoked = await createKey(admin.api, { name: 'Revoked', maxRunningSessions: 3 });
  await mutate(admin.api, 'revokeAppKey', { id: revoked.id });
}

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  let context: BrowserContext;
  let stranger: BrowserContext;
  let page: Page;

  // The page's own policy keeps axe out, as it shall keep out everything else.
  const options = {
    colorScheme,
    bypassCSP: true,
    reducedMotion: 'reduce',
    viewport: { width: 1_680, height: 900 },
  } as const;

  beforeAll(async () => {
    [context, stranger] = await Promise.all([browser.newContext(options), browser.newContext(options)]);
    page = await signInByName(context, settled, admin.name);
  });

  afterAll(async () => {
    await context.close();
    await stranger.close();
  });

  /** Opens a page, waits for what it is about, and looks. */
  async function look(where: Page, url: string, shown: (where: Page) => Locator): Promise<void> {
    await where.goto(url);
    await shown(where).waitFor();
    expect(await findings(where)).toEqual([]);
  }

  test.each<[string, () => string, (where: Page) => Locator]>([
    ['the sign-in', () => `${settled.url}/sign-in`, (where) => where.getByLabel('Name')],
    [
      'the sign-in before there is an admin',
      () => `${fresh.url}/sign-in`,
      (where) => where.getByText('Not set up yet'),
    ],
    ['the set-up of the first admin', () => fresh.setUpLink, (where) => where.getByLabel('Name')],
    ['a link that works no longer', () => settled.setUpLink, (where) => where.getByText('works no longer')],
    ['a link without its code', () => `${settled.url}/set-up`, (where) => where.getByText('code is not here')],
  ])('on %s', async (_title, url, shown) => {
    const door = await openPage(stranger);
    await look(door, url(), shown);
    await door.close();
  });

  test("on somebody's own set-up, also with what is wrong said", async () => {
    const { link } = await createPerson(admin.api);
    const door = await openPage(stranger);
    await look(door, link, (where) => where.getByLabel('Password', { exact: true }));
    await door.getByLabel('Password', { exact: true }).fill('too short');
    await door.getByRole('button', { name: 'Set the password' }).click();
    await door.getByText(/12/).first().waitFor();
    expect(await findings(door)).toEqual([]);
    await door.close();
  });

  test.each([
    ['people', 'Grace'],
    ['keys', 'Ending'],
    ['keys', 'Revoked'],
  ])('on the %s, and with one open beside them: %s', async (place, name) => {
    await look(page, `${settled.url}/${place}`, (where) => where.getByRole('row', { name }));
    await page.getByRole('row', { name }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Facts' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test.each([
    ['people', 'Invited', 'Add a person'],
    ['people', 'Grace', 'Change…'],
    ['people', 'Grace', 'New link…'],
    ['people', 'Grace', 'Remove…'],
    ['keys', 'Ending', 'Make a key'],
    ['keys', 'Ending', 'Change…'],
    ['keys', 'Ending', 'Rotate…'],
    ['keys', 'Ending', 'Revoke…'],
  ])('in the dialogs of the %s: %s, %s', async (place, name, button) => {
    await page.goto(`${settled.url}/${place}`);
    await page.getByRole('row', { name }).getByRole('link').click();
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('in the dialog that shows a key, once', async () => {
    await page.goto(`${settled.url}/keys`);
    await page.getByRole('row', { name: 'Everything' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Rotate…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make the new secret' }).click();
    await page.getByRole('dialog').getByText('rck_').first().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test("on one's own account", async () => {
    await look(page, `${settled.url}/account`, (where) => where.getByLabel('Password now'));
  });

  test.each([
    ['people', 'Grace'],
    ['keys', 'Ending'],
    ['account', /Chrom|node/],
  ])('on a narrow screen: %s', async (place, name) => {
    const phone = await openPage(context);
    await phone.setViewportSize({ width: 390, height: 800 });
    await look(phone, `${settled.url}/${place}`, (where) => where.getByRole('row', { name }).first());
    await phone.close();
  });
});
