import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner } from '../harness/api.ts';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { mutate, register } from '../harness/operations.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let context: BrowserContext;
let server: ServerProcess;

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

test('while the server is away the screen says how old it is, and afterwards it is right without a reload', async () => {
  const ownerId = randomUUID();
  const before = asOwner(server, ownerId);
  const [ending, staying] = [
    await register(before, ownerId, { name: 'will end meanwhile' }),
    await register(before, ownerId, { name: 'will stay' }),
  ];
  const page = await signIn(context, server);
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  const line = page.locator('[data-line]');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await row('will end meanwhile').waitFor();
  await until('the mark to be live', async () => (await line.getAttribute('data-line')) === 'live');

  const { port } = server;
  await server.crash();
  await until('the mark to be offline', async () => (await line.getAttribute('data-line')) === 'offline');
  await until('an age that counts', async () => /offline · [1-9]\d* s old/.test(await line.innerText()), {
    withinMs: 20_000,
  });
  // What was last known is still there to read.
  expect(await row('will stay').isVisible()).toBe(true);

  server = await ServerProcess.start({ dataDir: server.dataDir, port });
  const after = asOwner(server, ownerId);
  await mutate(after, 'endSession', { id: ending.session.id });
  await mutate(after, 'updateSession', { id: staying.session.id, name: 'stayed and changed' });
  await register(after, ownerId, { name: 'came meanwhile' });

  await until('the mark to be live again', async () => (await line.getAttribute('data-line')) === 'live', {
    withinMs: 40_000,
  });
  await row('came meanwhile').waitFor();
  await row('stayed and changed').waitFor();
  await until('what ended to be gone or to say so', async () => {
    const ended = row('will end meanwhile');
    return (await ended.count()) === 0 || /completed|ended/.test(await ended.innerText());
  });
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
}, 90_000);

test('a session that is not heard is never green', async () => {
  const ownerId = randomUUID();
  await register(asOwner(server, ownerId), ownerId, { name: 'unheard' });
  const { port, dataDir } = server;
  await server.crash();
  server = await ServerProcess.start({ dataDir, port });
  const page = await signIn(context, server);
  const row = page.getByRole('row', { name: /unheard/ });
  await row.getByText('quiet').first().waitFor();
  await expect.poll(() => row.innerText()).toMatch(/last known: active|\(active\)/);
});
