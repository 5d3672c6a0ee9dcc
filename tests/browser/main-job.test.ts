import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { complaintsOf, confirm, launchBrowser, signInAsAdmin } from '../harness/browser.ts';
import { ExampleProcess } from '../harness/example-process.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let context: BrowserContext;
let server: ServerProcess;
let example: ExampleProcess | undefined;

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
  await example?.stop();
  await server.remove();
});

test('an app registers, everyone sees it live, and a kill reaches it in milliseconds', async () => {
  const dashboard = await signInAsAdmin(context, server, 'Ada');
  const complaints = complaintsOf(dashboard);

  // The first minute: an empty registry shows what makes a first session, with the real address.
  await dashboard.getByText('waiting for the first session').waitFor();
  const lines = await dashboard.locator('pre').innerText();
  expect(lines).toContain(server.url);
  expect(lines).toContain('createClient');

  // A tab of the example is a session, seen at once.
  example = await ExampleProcess.start(server);
  const tab = await context.newPage();
  await tab.goto(`${example.url}/?user=ada`);
  const row = dashboard.getByRole('row', { name: /task-runner/ });
  await row.waitFor();
  await expect.poll(() => row.innerText()).toContain('ada');
  await row.getByText('active').waitFor();

  // A task runs, with its progress.
  await tab.getByLabel('Task name').fill('Count every prime');
  await tab.getByRole('slider', { name: 'Duration' }).fill('60');
  await tab.getByRole('button', { name: 'Run' }).click();
  await row.getByText('Count every prime').waitFor();
  await row.getByText('running').first().waitFor();
  const used = usedCpu(example);
  await until('the work to burn CPU', () => used() > 150, { withinMs: 40_000, everyMs: 500 });
  await until('progress in the row', async () => /\d %/.test(await row.innerText()));

  // The kill: a reason, and the receipt tells it step by step, to its end.
  await row.getByRole('checkbox').check();
  await dashboard.getByRole('toolbar', { name: 'Selected sessions' }).getByRole('button', { name: /Kill/ }).click();
  const dialog = dashboard.getByRole('dialog');
  await dialog.getByText('Count every prime').waitFor();
  await dialog.getByLabel(/Reason/).fill('it is late');
  // The row tells it, although what has ended is no longer among the running.
  await Promise.all([
    until('the receipt in the row', async () => /ended (in )?\d+ ms/.test(await row.innerText())),
    confirm(dialog.getByRole('button', { name: 'Kill session' })),
  ]);

  // The tab tells its user who and why.
  await tab.getByRole('dialog').waitFor();
  const told = await tab.getByRole('dialog').innerText();
  expect(told).toContain('it is late');
  expect(told).toContain('Ada');

  // The receipt stays on the session's page: ended within the blink of an eye.
  await dashboard.getByRole('radio', { name: 'All' }).check({ force: true });
  await row.getByRole('link').click();
  const detail = dashboard.getByRole('article', { name: 'Session' });
  const receipt = await until('the receipt to end', async () =>
    /requested.*ended (\d+) ms|requested.*ended in (\d+) ms/s.exec(
      await detail.getByRole('status').first().innerText(),
    ),
  );
  expect(Number(receipt[1] ?? receipt[2])).toBeLessThan(1_000);
  await detail.getByText('it is late').first().waitFor();

  // And the work is really over.
  let looks = 0;
  const idle = usedCpu(example);
  await until('half a second in which the worker burns nothing', () => looks++ > 0 && idle() < 30, { everyMs: 500 });
  expect(complaints).toEqual([]);
});

/** The processor time used since the last question. */
function usedCpu(process: ExampleProcess): () => number {
  let lastMs = process.cpuMs();
  return () => {
    const nowMs = process.cpuMs();
    const usedMs = nowMs - lastMs;
    lastMs = nowMs;
    return usedMs;
  };
}
