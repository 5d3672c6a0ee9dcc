import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../harness/browser.ts';
import { IdentityProvider } from '../harness/identity-provider.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin } from '../harness/sign-in.ts';

let browser: Browser;
let provider: IdentityProvider;
let server: ServerProcess;

beforeAll(async () => {
  [browser, provider] = await Promise.all([launchBrowser(), IdentityProvider.start()]);
  server = await ServerProcess.start({ env: provider.settings });
  await becomeFirstAdmin(server);
});

afterAll(async () => {
  await browser.close();
  await provider.close();
  await server.remove();
});

test('a person signs in there, comes back to where they wanted to go, and is told when they may not', async () => {
  const context = await browser.newContext({ viewport: { width: 1_680, height: 900 } });
  const page = await openPage(context);
  await page.goto(`${server.url}/sessions?show=all`);
  await page.getByRole('link', { name: 'Continue with Example ID' }).click();
  await page.waitForURL('**/sessions?show=all');
  await page.getByRole('link', { name: 'Account', exact: true }).click();
  await page.getByRole('heading', { name: 'grace' }).waitFor();
  await page.getByText('which also says your role').waitFor();
  expect(await page.getByLabel('New password').count()).toBe(0);

  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/sign-in**');
  provider.account = { ...provider.account, groups: ['cooks'] };
  await page.getByRole('link', { name: 'Continue with Example ID' }).click();
  await page.getByText('You were not let in.').waitFor();
  await page.getByRole('link', { name: 'Continue with Example ID' }).waitFor();
  await context.close();
});
