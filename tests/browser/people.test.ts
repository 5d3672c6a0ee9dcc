import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { complaintsOf, launchBrowser, openPage } from '../harness/browser.ts';
import { register } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { password } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let server: ServerProcess;
let admins: BrowserContext;
let graces: BrowserContext;
let app: ChildProcess | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await ServerProcess.start();
  [admins, graces] = [await newContext(), await newContext()];
});

afterEach(async () => {
  app?.kill('SIGKILL');
  await admins.close();
  await graces.close();
  await server.remove();
});

const newContext = () => browser.newContext({ viewport: { width: 1_680, height: 900 } });
const rowOf = (page: Page, name: string | RegExp) => page.getByRole('row', { name });
const rail = (page: Page) => page.getByRole('navigation', { name: 'Rollcall' });
const killButton = (page: Page) => page.getByRole('button', { name: /^Kill/ });

/** What stands in the box that is there to be copied. */
const copied = (dialog: Locator, label: string) =>
  dialog.getByRole('button', { name: `Copy ${label}` }).locator('xpath=ancestor::div[pre][1]/pre');

/** Runs the lines of a page as whoever pasted them would, with the environment that stands below them. */
function runLines({ lines, environment }: Awaited<ReturnType<typeof makeKey>>): ChildProcess {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, ['--input-type=module', '--eval', lines], { cwd, env, stdio: 'ignore' });
}

async function setUp(page: Page, link: string, choice: { name?: string; button: string }): Promise<void> {
  await page.goto(link);
  if (choice.name !== undefined) await page.getByLabel('Name').fill(choice.name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: choice.button }).click();
  await page.waitForURL('**/sessions');
}

/** Makes a key for one app, and gives the lines that are shown with it, and what they are started with. */
async function makeKey(page: Page, appName: string): Promise<{ lines: string; environment: Record<string, string> }> {
  await rail(page).getByRole('link', { name: 'Keys' }).click();
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(`${appName} in production`);
  await dialog.getByLabel('Name of an app').fill(appName);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = await copied(dialog, 'Key').innerText();
  const lines = await copied(dialog, 'JavaScript').innerText();
  expect(key).toMatch(/^rck_[0-9a-f]{12}_\S{43,}$/);
  expect(lines).not.toContain(key);
  const environment = Object.fromEntries(
    [...(await copied(dialog, 'Terminal').innerText()).matchAll(/(ROLLCALL_\w+)=(\S+)/g)].map((found) =>
      found.slice(1, 3),
    ),
  ) as Record<string, string>;
  expect(environment).toEqual({ ROLLCALL_URL: server.url, ROLLCALL_KEY: key });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await until('the key to be gone', async () => !(await page.content()).includes(key));
  return { lines, environment };
}

/** Adds somebody who is limited to one app, and gives their link. */
async function addPerson(page: Page, name: string, role: string, appName: string): Promise<string> {
  await rail(page).getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`, 'i') }).check();
  await dialog.getByRole('radio', { name: 'Only these' }).check();
  await dialog.getByLabel('Name of an app').fill(appName);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const link = await copied(dialog, 'Set-up link').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function changePerson(page: Page, name: string, change: (dialog: Locator) => Promise<void>): Promise<void> {
  await rowOf(page, name).getByRole('link').click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog');
  await change(dialog);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('from the set-up link to a second person who sees one app, and gains and loses rights while looking', async () => {
  // The first admin, by the printed link, on an empty registry.
  const admin = await openPage(admins);
  const complaints = complaintsOf(admin);
  await setUp(admin, server.setUpLink, { name: 'Ada', button: 'Make the admin' });
  await admin.getByText('waiting for the first session').waitFor();
  expect(admin.url()).not.toContain('rcc_');

  // A key for one app, and its lines as they are: a session appears.
  app = runLines(await makeKey(admin, 'alpha'));
  await rail(admin)
    .getByRole('link', { name: /^Sessions/ })
    .click();
  await rowOf(admin, /alpha/).waitFor();
  const ownerId = randomUUID();
  await register(asOwner(server, ownerId), ownerId, { app: 'beta', name: 'not for Grace' });
  await rowOf(admin, /beta/).waitFor();

  // A second person, who may see the one app, in a browser of their own.
  const link = await addPerson(admin, 'Grace', 'viewer', 'alpha');
  expect(link.startsWith(`${server.url}/set-up#code=`)).toBe(true);
  const grace = await openPage(graces);
  const gracesComplaints = complaintsOf(grace);
  await setUp(grace, link, { button: 'Set the password' });
  await rowOf(grace, /alpha/).waitFor();
  await grace.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  expect(await rowOf(grace, /beta/).count()).toBe(0);
  expect(await rail(grace).getByRole('link').allInnerTexts()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/People|Keys/)]),
  );

  // A viewer is offered no kill, neither in the row nor on the session's page.
  expect(await rowOf(grace, /alpha/).getByRole('checkbox').count()).toBe(0);
  await rowOf(grace, /alpha/).getByRole('link').click();
  await grace.getByRole('article', { name: 'Session' }).getByText('First task').first().waitFor();
  expect(await killButton(grace).count()).toBe(0);

  // Made an operator while looking: it is there, and works.
  await changePerson(admin, 'Grace', (dialog) => dialog.getByRole('radio', { name: /^operator/i }).check());
  await killButton(grace).first().waitFor();
  await rowOf(grace, /alpha/).getByRole('checkbox').check();
  await grace.getByRole('toolbar', { name: 'Selected sessions' }).getByRole('button', { name: /^Kill/ }).waitFor();

  // Narrowed to the other app: the one that was shown is gone at once, and the other is there.
  await changePerson(admin, 'Grace', async (dialog) => {
    await dialog.getByRole('button', { name: 'Leave out alpha' }).click();
    await dialog.getByLabel('Name of an app').fill('beta');
  });
  await rowOf(grace, /beta/).waitFor();
  await rowOf(grace, /alpha/).waitFor({ state: 'detached' });
  await until('nothing of what is hidden', async () => (await grace.getByText('First task').count()) === 0);
  await until('no kill of what is hidden', async () => (await killButton(grace).count()) === 0);
  await rowOf(grace, /beta/).getByRole('checkbox').check();
  await killButton(grace).first().waitFor();

  // A viewer again: what was offered is taken back.
  await changePerson(admin, 'Grace', (dialog) => dialog.getByRole('radio', { name: /^viewer/i }).check());
  await until('no kill any more', async () => (await killButton(grace).count()) === 0);
  await rowOf(grace, /beta/).getByRole('checkbox').waitFor({ state: 'detached' });

  expect(complaints).toEqual([]);
  expect(gracesComplaints).toEqual([]);

  // Removed: signed out where they look.
  await rowOf(admin, 'Grace').getByRole('link').click();
  await admin.getByRole('button', { name: 'Remove…' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove Grace' }).click();
  await grace.waitForURL('**/sign-in**');
  expect(await grace.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
}, 120_000);

test('a person signs in by name and password, changes the password, and ends their other browser', async () => {
  const first = await openPage(admins);
  await setUp(first, server.setUpLink, { name: 'Ada', button: 'Make the admin' });

  const second = await openPage(graces);
  await second.goto(`${server.url}/sessions?show=all`);
  await second.waitForURL('**/sign-in**');
  await second.getByLabel('Name').fill('ada');
  await second.getByLabel('Password', { exact: true }).fill('wrong horse battery');
  await second.getByRole('button', { name: 'Sign in', exact: true }).click();
  await second.getByText('do not belong together').waitFor();
  await second.getByLabel('Password', { exact: true }).fill(password);
  await second.keyboard.press('Enter');
  await second.waitForURL('**/sessions?show=all');

  await rail(first).getByRole('link', { name: 'Account' }).click();
  await first.getByRole('row', { name: /Chrom/ }).nth(1).waitFor();
  await first.getByLabel('Password now').fill(password);
  await first.getByLabel('New password').fill('staple of another kind');
  await first.getByRole('button', { name: 'Change the password' }).click();
  await first.getByText(/password is changed/).waitFor();
  await second.waitForURL('**/sign-in**');
});
