import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { ask } from '../harness/approvals.ts';
import { findings } from '../harness/axe.ts';
import { launchBrowser, signInByName } from '../harness/browser.ts';
import { change, mutate, register } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';

let browser: Browser;
/** Where nothing waits. */
let idle: ServerProcess;
let server: ServerProcess;
let admin: SignedIn;
let sessionId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  browser = await launchBrowser();
  [idle, server] = await Promise.all([ServerProcess.start(), ServerProcess.start()]);
  await becomeFirstAdmin(idle);
  admin = await becomeFirstAdmin(server);
  const ownerId = randomUUID();
  const owner = asOwner(server, ownerId);
  sessionId = (await register(owner, ownerId, { app: 'reports', name: 'Quarter', userId: 'ada' })).session.id;
  const details = { argv: ['rm', '-r', 'build\u202E'], env: {} };
  ids['waits'] = await ask(owner, sessionId, { title: 'Waits?\u200B', details, expiresInMs: 600_000 });
  ids['overdue'] = await ask(owner, sessionId, { title: 'Overdue?', expiresInMs: 1_000, onExpiry: 'WAIT' });
  ids['acted'] = await ask(owner, sessionId, { title: 'Acted on?' });
  await change(admin.api, 'approve', { id: ids['acted'], note: 'go on' }, 'approval { id }');
  await mutate(owner, 'actOnApproval', { id: ids['acted'] });
  ids['cancelled'] = await ask(owner, sessionId, { title: 'Cancelled?' });
  await mutate(owner, 'cancelApproval', { id: ids['cancelled'] });
});

afterAll(async () => {
  await browser.close();
  await Promise.all([idle.remove(), server.remove()]);
});

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  let context: BrowserContext;
  let page: Page;

  // The page's own policy keeps axe out, as it shall keep out everything else.
  const options = { colorScheme, bypassCSP: true, reducedMotion: 'reduce' } as const;

  beforeAll(async () => {
    context = await browser.newContext({ ...options, viewport: { width: 1_680, height: 900 } });
    page = await signInByName(context, server, admin.name);
  });

  afterAll(async () => {
    await context.close();
  });

  async function open(address: string): Promise<void> {
    await page.goto(`${server.url}${address}`);
    if (address === '/inbox') await page.getByRole('row', { name: 'Overdue?' }).waitFor();
    await page
      .getByRole('link', { name: /Inbox.*2 wait for you/ })
      .first()
      .waitFor();
  }

  test('where nothing waits', async () => {
    const stranger = await browser.newContext(options);
    const empty = await signInByName(stranger, idle, 'root');
    await empty.goto(`${idle.url}/inbox`);
    await empty.getByText('Nothing waits for an answer').waitFor();
    expect(await findings(empty)).toEqual([]);
    await stranger.close();
  });

  test('on what waits, with some of it selected', async () => {
    await open('/inbox');
    await page.getByText('overdue', { exact: false }).first().waitFor();
    await page.getByRole('checkbox', { name: 'Select Overdue?' }).check();
    await page.getByRole('toolbar', { name: 'Selected questions' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test.each(['waits', 'overdue', 'acted', 'cancelled'])('on a question that %s', async (which) => {
    await open(`/inbox/${ids[which] ?? ''}`);
    await page.getByRole('heading', { name: 'Facts' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test.each(['Approve…', 'Deny…'])('in the dialog of %s', async (button) => {
    await open(`/inbox/${ids['waits'] ?? ''}`);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').getByLabel('What exactly is asked').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('in the dialog for several', async () => {
    await open('/inbox');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Deny…' }).click();
    await page.getByRole('dialog').getByRole('list').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test("on a session's page that asks", async () => {
    await open(`/sessions/${sessionId}`);
    await page.getByRole('region', { name: 'Its questions' }).getByText('Overdue?').waitFor();
    await page.getByRole('heading', { name: 'Facts' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('on a narrow screen, its list and a question', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await open('/inbox');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('row', { name: 'Overdue?' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Approve…' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 1_680, height: 900 });
  });
});
