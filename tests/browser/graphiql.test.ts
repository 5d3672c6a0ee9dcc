import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { ServerProcess } from '../harness/server-process.ts';

let browser: Browser;
let server: ServerProcess;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await ServerProcess.start();
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

test('GraphiQL works for a signed-in browser, and takes nothing from elsewhere', async () => {
  const context = await browser.newContext();
  const page = await signIn(context, server);
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  const query = '{ viewer { actor { kind } } }';
  await page.goto(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
  await page.getByRole('button', { name: /Execute/ }).click();
  await page.getByText('"PERSON"').waitFor();
  expect(foreign).toEqual([]);
  await context.close();
});
