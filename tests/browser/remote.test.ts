import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { complaintsOf, launchBrowser } from '../harness/browser.ts';
import { button, commands, confirm, dialog, output, prompt, RemoteSite, run, start } from '../harness/remote-site.ts';
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

test('a command is approved in one browser and seen to run in another', async () => {
  const [ada, grace] = [await site.visit('Ada'), await site.visit('Grace', '/inbox')];
  const complaints = [complaintsOf(ada), complaintsOf(grace)];
  await start(ada, 'Supervised', 'look around');
  await button(ada, 'Connected: end it').waitFor();
  await run(ada, 'echo one; echo two >&2; exit 3');
  await commands(ada).getByText('waits for an answer').waitFor();

  await grace
    .getByRole('row', { name: /echo one/ })
    .getByRole('link')
    .click();
  const exact = grace.getByRole('article', { name: 'Question' }).getByLabel('What exactly is asked');
  await exact.getByText('echo one; echo two >&2; exit 3').waitFor();
  const told = await exact.innerText();
  expect(told).toContain(site.host.folder);
  expect(told).toMatch(/[0-9a-f]{64}/);
  expect(told).toContain('site');
  await grace.getByRole('article', { name: 'Question' }).getByRole('link').first().click();
  await commands(grace).getByRole('button', { name: 'Approve…' }).click();
  await confirm(grace, 'Approve');

  for (const page of [ada, grace]) {
    await commands(page)
      .getByText(/^failed · exit 3/)
      .waitFor();
    await until('what it wrote', async () => /one\s+two/.test(await output(page).innerText()));
  }
  await commands(ada)
    .getByText(/approved by Grace · asked by you/)
    .waitFor();
  expect(await commands(ada).getByRole('button', { name: 'Approve…' }).count()).toBe(0);
  expect(complaints).toEqual([[], []]);
});

test('a question that is answered elsewhere leaves at once', async () => {
  const [ada, grace] = [await site.visit('Ada'), await site.visit('Grace')];
  await start(ada, 'Supervised');
  await grace.goto(ada.url());
  await run(ada, 'true');
  for (const page of [ada, grace]) await commands(page).getByRole('button', { name: 'Approve…' }).waitFor();
  await commands(grace).getByRole('button', { name: 'Deny…' }).click();
  await dialog(grace).getByLabel(/Note/).waitFor();
  await commands(ada).getByRole('button', { name: 'Approve…' }).click();
  await confirm(ada, 'Approve');
  await dialog(grace)
    .getByText(/approved by Ada/)
    .waitFor();
  await dialog(grace).getByRole('button', { name: 'Close' }).click();
  await commands(grace)
    .getByText(/^succeeded/)
    .waitFor();
  expect(await commands(grace).getByRole('button', { name: 'Deny…' }).count()).toBe(0);
});

test('a write is refused in read-only mode', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Read only');
  await run(page, `echo x > ${site.host.folder}/x`);
  await commands(page)
    .getByText(/^failed · exit/)
    .waitFor();
  await until('why', async () => /read-only|permission/i.test(await output(page).innerText()));
  await commands(page).getByText('in the sandbox', { exact: false }).waitFor();
});

test('autonomous access waits for a person, pulsing, and then runs without asking', async () => {
  const [ada, grace] = [await site.visit('Ada'), await site.visit('Grace', '/inbox')];
  await start(ada, 'Autonomous', 'fix it');
  await button(ada, 'Pending: take it back').waitFor();
  await grace.getByText('1 waits for you').first().waitFor();
  await grace.getByRole('row').nth(1).getByRole('link').click();
  await grace
    .getByText('Grace asks to start', { exact: false })
    .or(grace.getByText('Ada asks to start remote access:'))
    .waitFor();
  await button(grace, 'Approve…').click();
  await confirm(grace, 'Approve');
  await button(ada, 'Connected: end it').waitFor();
  await run(ada, 'echo ran');
  await commands(ada)
    .getByText(/^succeeded · exit 0/)
    .waitFor();
});

test('where a rule demands somebody else, who asked is told so, and another answers', async () => {
  const [ada, grace] = [await site.visit('Ada'), await site.visit('Grace', '/inbox')];
  await site.ruleHost({ needsSomebodyElse: true });
  await start(ada, 'Supervised');
  await run(ada, 'echo ruled');
  await commands(ada).getByText('You asked, so somebody else has to answer.').waitFor();
  expect(await commands(ada).getByRole('button', { name: 'Approve…' }).count()).toBe(0);
  await grace
    .getByRole('row', { name: /echo ruled/ })
    .getByRole('link')
    .click();
  await button(grace, 'Approve…').click();
  await confirm(grace, 'Approve');
  await commands(ada)
    .getByText(/^succeeded/)
    .waitFor();
});

test('what was not allowed says so in red', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Autonomous');
  await page.getByRole('region', { name: 'Its questions' }).getByRole('button', { name: 'Deny…' }).click();
  await dialog(page).getByLabel(/Note/).fill('not today');
  await confirm(page, 'Deny');
  await button(page, 'Failed: start again').waitFor();
  await page.getByRole('alert').getByText('A person did not allow it.').waitFor();
});

test('the end leaves nothing running, says so, and what was run stays readable', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Autonomous', 'long work');
  await page.getByRole('region', { name: 'Its questions' }).getByRole('button', { name: 'Approve…' }).click();
  await confirm(page, 'Approve');
  await run(page, 'echo begun; sleep 1000');
  await until('it to run', async () => (await output(page).innerText()).includes('begun'));
  await button(page, 'Connected: end it').click();
  await dialog(page).getByText('after 5 seconds forced').waitFor();
  await dialog(page).getByLabel('Reason').fill('enough');
  await dialog(page).getByRole('button', { name: 'End it' }).click();
  await page.getByText('The host looked: no process of it is left.').waitFor();
  await button(page, 'Remote access: start again').waitFor();
  await page
    .getByText(/^Stopped after .* · autonomous on site.* · 1 command ran/)
    .first()
    .waitFor();
  expect(await prompt(page).count()).toBe(0);
  await page.reload();
  await until('its output', async () => (await output(page).innerText()).includes('begun'));
  await page.getByText('Ada ended it: enough').waitFor();
});

test('a running command is stopped by itself, and the prompt remembers', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Read only');
  await run(page, 'sleep 1000');
  await commands(page)
    .getByText(/^runs · /)
    .waitFor();
  await commands(page)
    .getByRole('button', { name: /^Stop it/ })
    .click();
  await commands(page)
    .getByText(/^cancelled/)
    .waitFor();
  await page.keyboard.press('Escape');
  await prompt(page).press('ArrowUp');
  expect(await prompt(page).inputValue()).toBe('sleep 1000');
  await prompt(page).fill('echo a');
  await prompt(page).press('Shift+Enter');
  await page.keyboard.type('echo b');
  await prompt(page).press('Enter');
  await commands(page)
    .getByText(/^succeeded/)
    .waitFor();
  await until('both lines', async () => /a\s+b/.test(await output(page).last().innerText()));
});

test('output comes whole through a line that broke, and asks nothing of the browser', async () => {
  const page = await site.visit('Ada');
  const complaints = complaintsOf(page);
  await start(page, 'Read only');
  const escapes = String.raw`\033]0;title\007\033]52;c;aGk=\007\033]8;;http://example.com\007link\033]8;;\007\033[?1049h`;
  await run(page, `printf '${escapes}'; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i; sleep 0.5; done`);
  await until('it to begin', async () => (await output(page).innerText()).includes('line 2'));
  await page.context().setOffline(true);
  await page
    .getByText(/^offline/)
    .first()
    .waitFor();
  await page.context().setOffline(false);
  await commands(page)
    .getByText(/^succeeded/)
    .waitFor();
  await button(page, /^As text/).click();
  const text = await page.getByLabel(/, as text$/).innerText();
  expect(text).toBe(['link' + 'line 1', ...Array.from({ length: 11 }, (_, index) => `line ${index + 2}`)].join('\n'));
  expect(await page.title()).toContain('Remote – Rollcall');
  expect(complaints.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

test('who may only look sees what runs, and no prompt', async () => {
  const ada = await site.visit('Ada');
  await start(ada, 'Supervised');
  await run(ada, 'true');
  const vera = await site.visit('Vera', new URL(ada.url()).pathname, { role: 'VIEWER' });
  await commands(vera).getByText('waits for an answer').waitFor();
  await vera.getByText('You may watch this, but not run commands', { exact: false }).waitFor();
  expect(await prompt(vera).count()).toBe(0);
  expect(await commands(vera).getByRole('button').count()).toBe(0);
});

test('while its host is away it is never called connected, and says until when its commands may go on', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Read only');
  await button(page, 'Connected: end it').waitFor();
  await prompt(page).fill('sleep 1000');
  await button(page, 'Run').click();
  await commands(page)
    .getByText(/^runs · /)
    .waitFor();
  await site.host.crash();
  await button(page, 'Not heard: end it').waitFor();
  await page.getByText('Its host is away: commands run again when it is back.').waitFor();
  await page.getByText(/what runs there may go on until \d\d:\d\d/).waitFor();
});

test('on a phone one thumb runs, approves and ends', async () => {
  const page = await site.visit('Ada', '/remote', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await start(page, 'Supervised');
  await prompt(page).fill('echo thumb');
  await button(page, 'Run').tap();
  await commands(page).getByRole('button', { name: 'Approve…' }).tap();
  await confirm(page, 'Approve');
  await commands(page)
    .getByText(/^succeeded/)
    .waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await button(page, 'Connected: end it').tap();
  await dialog(page).getByRole('button', { name: 'End it' }).tap();
  await page.getByText('The host looked: no process of it is left.').waitFor();
});

test('the same command runs again without asking, as often as was allowed', async () => {
  const page = await site.visit('Ada');
  await start(page, 'Supervised');
  await run(page, 'echo same');
  await commands(page).getByRole('button', { name: 'Approve…' }).click();
  await dialog(page).getByLabel('Allow the same again').check();
  await dialog(page).getByLabel('How often').selectOption('once more');
  await dialog(page).getByLabel('Where').selectOption('in any session on this host');
  await dialog(page).getByText('this exact command, asked by Ada, in any session on this host, once more').waitFor();
  await confirm(page, 'Approve');
  await commands(page)
    .getByText(/^succeeded/)
    .waitFor();
  await run(page, 'echo same');
  await commands(page)
    .getByText(/allowed by a grant of yours/)
    .waitFor();
  await run(page, 'echo same');
  await commands(page).getByText('waits for an answer').waitFor();
});
