import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, signIn } from '../harness/browser.ts';
import { registerMany } from '../harness/fleet.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

const count = 10_000;

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

test('ten thousand sessions scroll to the oldest, in order, with few rows in the document', async () => {
  const { sessions } = await registerMany(server, count, (index) => ({
    app: `app-${index % 7}`,
    name: `number ${index}`,
  }));
  const page = await signIn(context, server);
  await page.getByRole('row', { name: / number 9999$/ }).waitFor();
  await expect.poll(() => page.locator('main').innerText()).toContain('10,000');

  const grid = page.getByRole('grid', { name: 'Sessions' });
  const rowsInDocument = () => page.getByRole('row').count();
  let mostRows = 0;
  const oldest = page.getByRole('row', { name: / number 0$/ });
  await grid.focus().catch(() => undefined);
  await until(
    'the oldest session',
    async () => {
      await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      mostRows = Math.max(mostRows, await rowsInDocument());
      return (await oldest.count()) === 1;
    },
    { withinMs: 60_000, everyMs: 100 },
  );
  expect(mostRows).toBeLessThan(120);
  expect(await oldest.getAttribute('data-id')).toBe(sessions[0]?.id);
  // The rows around it are the ones registered next to it, newest first.
  const shown = await page.getByRole('row', { name: /number/ }).evaluateAll((rows) =>
    rows
      .map((row) => ({ place: Number(row.getAttribute('aria-rowindex')), id: row.dataset['id'] }))
      .sort((a, b) => a.place - b.place)
      .map(({ id }) => id),
  );
  const last = shown.slice(-10);
  expect(last).toEqual(
    sessions
      .slice(0, 10)
      .map(({ id }) => id)
      .reverse(),
  );
}, 120_000);

test('a copied address shows the same screen', async () => {
  await registerMany(server, 40, (index) => ({ app: index % 2 === 0 ? 'even' : 'odd', name: `number ${index}` }));
  const page = await signIn(context, server);
  await page.getByRole('row', { name: / number 39$/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('number 1');
  await until('the search to be in the address', () => /number/.test(page.url()));
  const visible = async () => {
    const rows = await page
      .getByRole('row', { name: /number/ })
      .evaluateAll((all) => all.map((row) => row.dataset['id']));
    return rows.length === 11 && rows.sort().join(' ');
  };
  const here = await until('the rows that match', visible);
  const other = await context.newPage();
  await other.goto(page.url());
  const there = await until('the same rows', async () => {
    const rows = await other
      .getByRole('row', { name: /number/ })
      .evaluateAll((all) => all.map((row) => row.dataset['id']));
    return rows.length === 11 && rows.sort().join(' ');
  });
  expect(there).toBe(here);
});
