import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findings } from '../harness/axe.ts';
import { complaintsOf, launchBrowser, signInByName } from '../harness/browser.ts';
import { HandHost } from '../harness/hand-host.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let contexts: BrowserContext[];
let server: ServerProcess;
let admin: SignedIn;

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
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await server.remove();
});

async function visit(
  name: string,
  address = '/hosts',
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_680, height: 900 }, ...options });
  contexts.push(context);
  const page = await signInByName(context, server, name);
  await page.goto(`${server.url}${address}`);
  return page;
}

const row = (page: Page, name: string) => page.getByRole('row', { name, exact: true });
const detail = (page: Page) => page.getByRole('article', { name: 'Host' });
const dialog = (page: Page) => page.getByRole('dialog');

test('an admin adds a host by a code, and sees it come, go and come back', async () => {
  const page = await visit('Root');
  const complaints = complaintsOf(page);
  await page.getByText('There is no host yet').waitFor();
  await page.getByRole('button', { name: 'Add a host' }).click();
  await dialog(page).getByLabel('Name').fill('build-1');
  await dialog(page).getByLabel('Labels').fill('eu, build');
  await dialog(page).getByRole('button', { name: 'Make the join code' }).click();
  await dialog(page).getByText('Waiting for the host…').waitFor();
  const lines = await dialog(page).locator('pre').innerText();
  expect(lines).toMatch(
    new RegExp(
      `^npm run rollcall -- host join --server ${server.url} --code rjc_\\S+ --policy policy.json\\nnpm run rollcall -- host run --policy policy.json$`,
    ),
  );

  const [, code = ''] = /--code (\S+)/.exec(lines) ?? [];
  const host = await HandHost.joinWith(server, code, { name: 'machine' });
  await dialog(page).getByText('has joined; waiting until it runs…').waitFor();
  await host.connect();
  await dialog(page).getByText('has joined and is connected.').waitFor();
  await dialog(page).getByRole('button', { name: 'Open it' }).click();
  await detail(page).getByRole('heading', { name: 'build-1' }).waitFor();
  await page.getByText('1 connected', { exact: true }).waitFor();
  await expect.poll(() => row(page, 'build-1').innerText()).toContain('eu, build');

  host.cut();
  await row(page, 'build-1')
    .getByText(/^away for \d+ s$/)
    .waitFor();
  await detail(page)
    .getByText(/^not heard for/)
    .waitFor();
  expect(await detail(page).getByRole('button', { name: 'Start remote access…' }).isDisabled()).toBe(true);
  await host.connect();
  await row(page, 'build-1').getByText('connected', { exact: true }).last().waitFor();
  expect(complaints).toEqual([]);
});

test('a host is renamed, labelled, ruled and removed, by keys', async () => {
  await HandHost.start(server, admin.api, { name: 'build-1' });
  await HandHost.start(server, admin.api, { name: 'build-2', modes: ['SUPERVISED'], sandboxProblem: 'no bwrap' });
  const [page, other] = [await visit('Root'), await visit('Root')];
  await page.getByText('2 connected', { exact: true }).waitFor();
  await page.keyboard.press('j');
  await until('a row to have the focus', () => row(page, 'build-1').evaluate((it) => it === document.activeElement));
  await page.keyboard.press('e');
  await dialog(page).getByLabel('Name').fill('build-2');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).getByText('build-2', { exact: false }).last().waitFor();
  await expect.poll(() => dialog(page).getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
  await dialog(page).getByLabel('Name').fill('forge');
  await dialog(page).getByLabel('Labels').fill('hot');
  await dialog(page).getByLabel('for what is asked on this host').check();
  await dialog(page)
    .getByLabel(/for everything of the app/)
    .check();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await row(other, 'forge').getByRole('link').click();
  await detail(other).getByText('by somebody other than who asks').waitFor();
  await other.goto(`${server.url}/hosts`);
  await row(other, 'build-2').getByRole('link').click();
  await detail(other).getByText('as its app’s rule says').waitFor();
  await detail(other).getByText('The host’s own policy does not allow it.').first().waitFor();

  await until('the row to have the focus', () => row(page, 'forge').evaluate((it) => it === document.activeElement));
  await page.keyboard.press('Delete');
  await dialog(page).getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('“forge” is removed.').waitFor();
  for (const each of [page, other]) await until('it to leave', async () => (await row(each, 'forge').count()) === 0);
});

test('who may not manage hosts sees them, and nothing to change', async () => {
  await HandHost.start(server, admin.api, { name: 'build-1' });
  await enter(server, admin.api, { name: 'Vera', role: 'VIEWER' });
  const page = await visit('Vera');
  await page.getByText('1 connected', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Add a host' }).count()).toBe(0);
  await row(page, 'build-1').getByRole('link').click();
  await detail(page).getByRole('heading', { name: 'Facts' }).waitFor();
  expect(
    await detail(page)
      .getByRole('button', { name: /Change|Remove|Start/ })
      .count(),
  ).toBe(0);
});

test('a host is seen by those alone who may see its app', async () => {
  await HandHost.start(server, admin.api, { name: 'build-1', app: 'reports' });
  await HandHost.start(server, admin.api, { name: 'secret-1', app: 'vault' });
  await enter(server, admin.api, { name: 'Olga', role: 'OPERATOR', apps: ['reports'] });
  const page = await visit('Olga');
  await page.getByText('1 connected', { exact: true }).waitFor();
  expect(await row(page, 'secret-1').count()).toBe(0);
});

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  test('on the list, a host, and what is asked about it, wide and narrow', async () => {
    const host = await HandHost.start(server, admin.api, { name: 'build-1', labels: ['eu'] });
    await host.report({ loadAverage: 0.42, runningCommands: 1 });
    const gone = await HandHost.start(server, admin.api, { name: 'build-2', modes: ['SUPERVISED'] });
    gone.cut();
    const page = await visit('Root', '/hosts', { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    await page.getByText('1 connected · 1 away').first().waitFor();
    await row(page, 'build-1').getByText('0.42').waitFor();
    expect(await findings(page)).toEqual([]);
    for (const width of [1_680, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${server.url}/hosts`);
      await row(page, 'build-1').getByRole('link').click();
      await detail(page).getByText('1 command runs').waitFor();
      expect(await findings(page)).toEqual([]);
      for (const button of ['Start remote access…', 'Change…', 'Remove…']) {
        await detail(page).getByRole('button', { name: button }).click();
        await dialog(page).waitFor();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'hidden' });
      }
    }
  });
});
