import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findings } from '../harness/axe.ts';
import { launchBrowser } from '../harness/browser.ts';
import { button, commands, confirm, dialog, output, RemoteSite, run, start } from '../harness/remote-site.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let site: RemoteSite;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  site = await RemoteSite.start(browser);
});

afterEach(async () => {
  await site.remove();
});

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  test('on the list, a session, its commands, and its dialogs, wide and narrow', async () => {
    const page = await site.visit('Ada', '/remote', { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    await page.getByText('Nobody has used remote access yet').waitFor();
    expect(await findings(page)).toEqual([]);
    await start(page, 'Supervised', 'look around');
    await run(page, String.raw`printf '\033[31mred\033[0m \033[38;2;200;200;0myellow\033[0m\n'`);
    await commands(page).getByRole('button', { name: 'Approve…' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await commands(page).getByRole('button', { name: 'Approve…' }).click();
    await dialog(page).getByLabel('What exactly is asked').getByText('Executable').waitFor();
    expect(await findings(page)).toEqual([]);
    await confirm(page, 'Approve');
    await until('its output', async () => (await output(page).innerText()).includes('red'));
    await button(page, 'More').click();
    for (const width of [1_680, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await findings(page)).toEqual([]);
    }
    await button(page, 'Connected: end it').click();
    expect(await findings(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'End it' }).click();
    await page.getByText('The host looked: no process of it is left.').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${site.server.url}/remote`);
    await page.getByRole('row', { name: /^site/ }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
