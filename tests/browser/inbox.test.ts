import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Api } from '../harness/api.ts';
import { asOwner } from '../harness/api.ts';
import { ask } from '../harness/approvals.ts';
import { complaintsOf, confirm, launchBrowser, signInByName } from '../harness/browser.ts';
import { change, register } from '../harness/operations.ts';
import { enter } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';
import { until } from '../harness/until.ts';

let browser: Browser;
let contexts: BrowserContext[];
let server: ServerProcess;
let admin: SignedIn;
let owner: Api;
let sessionId: string;

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
  const ownerId = randomUUID();
  owner = asOwner(server, ownerId);
  sessionId = (await register(owner, ownerId, { app: 'reports', name: 'Quarter', userId: 'linus' })).session.id;
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await server.remove();
});

/** A browser of somebody's own, at the inbox. */
async function visit(
  name: string,
  role: 'OPERATOR' | 'VIEWER' = 'OPERATOR',
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  await enter(server, admin.api, { name, role });
  const context = await browser.newContext({ viewport: { width: 1_680, height: 900 }, ...options });
  contexts.push(context);
  const page = await signInByName(context, server, name);
  await page.goto(`${server.url}/inbox`);
  return page;
}

const row = (page: Page, title: string) => page.getByRole('row', { name: title, exact: true });
const detailOf = (page: Page) => page.getByRole('article', { name: 'Question' });
const dialogOf = (page: Page) => page.getByRole('dialog');

const answer = (page: Page, button: string | RegExp) => confirm(dialogOf(page).getByRole('button', { name: button }));
const noteOf = (page: Page) => dialogOf(page).getByLabel(/Note/);
const answerByKey = (page: Page) => confirm(noteOf(page), 'Enter');

/** Somebody's row with a question, once the keys act on it. */
const untilFocused = (page: Page, title: string) =>
  until(`the focus to be on ${title}`, () => row(page, title).evaluate((it) => it === document.activeElement));

test('a question is seen by two, approved by one, leaves the other saying by whom, and is followed to its effect', async () => {
  const [ada, grace] = [await visit('Ada'), await visit('Grace')];
  const complaints = [complaintsOf(ada), complaintsOf(grace)];
  await Promise.all([ada, grace].map((page) => page.getByText('Nothing waits for an answer').waitFor()));

  const details = { argv: ['rm', '-r', 'build\u202E'] };
  const id = await ask(owner, sessionId, { title: 'Remove the build?', details, expiresInMs: 600_000 });
  await Promise.all([ada, grace].map((page) => row(page, 'Remove the build?').waitFor()));
  await ada.getByText('1 waits for you · the next in 9 m').waitFor();
  await expect.poll(() => ada.title()).toBe('(1) Inbox – Rollcall');
  // The badge is on every page.
  await grace.getByRole('link', { name: 'Sessions' }).first().click();
  await grace.getByRole('link', { name: /Inbox,? 1 waits for you/ }).waitFor();
  await row(grace, 'reports · Quarter').getByText('needs you').waitFor();
  await grace.getByRole('link', { name: /^Inbox/ }).click();
  await row(grace, 'Remove the build?').getByRole('link').click();
  await detailOf(grace).getByText('reports asks, in its own words:').waitFor();
  await expect.poll(() => detailOf(grace).getByLabel('What exactly is asked').innerText()).toContain('"buildU+202E"');

  await row(ada, 'Remove the build?').getByRole('link').click();
  await detailOf(ada).getByRole('button', { name: 'Approve…' }).click();
  await noteOf(ada).fill('go ahead');
  // In the other browser it stays in its place for a moment, and what is open becomes the receipt.
  await Promise.all([row(grace, 'Remove the build?').getByText('approved by Ada').waitFor(), answer(ada, 'Approve')]);
  await detailOf(grace)
    .getByText(/^approved by Ada, \d+ s ago$/i)
    .first()
    .waitFor();
  await detailOf(grace).getByText('go ahead').waitFor();
  await expect.poll(() => detailOf(grace).getByRole('button', { name: 'Approve…' }).count()).toBe(0);
  await grace.getByText('Nothing waits for you.').waitFor();
  await until('the row to leave', async () => (await row(grace, 'Remove the build?').count()) === 0);
  await expect.poll(() => grace.title()).toBe('Inbox – Rollcall');

  await change(owner, 'actOnApproval', { id }, 'approval { id }');
  for (const page of [ada, grace])
    await detailOf(page)
      .getByText(/acted on/)
      .first()
      .waitFor();
  await detailOf(ada)
    .getByText(/approved by you/i)
    .first()
    .waitFor();
  expect(complaints).toEqual([[], []]);
});

test('one answers by the keyboard alone', async () => {
  const page = await visit('Ada');
  const first = await ask(owner, sessionId, { title: 'First?', expiresInMs: 300_000 });
  const second = await ask(owner, sessionId, { title: 'Second?', expiresInMs: 600_000 });
  await row(page, 'Second?').waitFor();
  await page
    .getByRole('link', { name: /^Sessions/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await row(page, 'Second?').waitFor();

  await page.keyboard.press('j');
  await untilFocused(page, 'First?');
  await page.keyboard.press('j');
  await untilFocused(page, 'Second?');
  await page.keyboard.press('Enter');
  await detailOf(page).getByText('Second?').waitFor();
  await page.keyboard.press('Escape');
  await untilFocused(page, 'Second?');
  await page.keyboard.press('d');
  await dialogOf(page).getByRole('heading', { name: 'Deny this?' }).waitFor();
  await until('the note to have the focus', () => noteOf(page).evaluate((it) => it === document.activeElement));
  await page.keyboard.type('not now');
  const denied = row(page, 'Second?').getByText('denied by you').waitFor();
  await answerByKey(page);
  await denied;
  await untilFocused(page, 'First?');
  await until('the keys to listen again', async () => {
    if (await dialogOf(page).isVisible()) return true;
    await page.keyboard.press('a');
    return false;
  });
  // A key that came too late for the list was typed here.
  await noteOf(page).fill('');
  await answerByKey(page);
  const states = await Promise.all([first, second].map(stateOf));
  expect(states).toEqual([
    { state: 'APPROVED', note: null },
    { state: 'DENIED', note: 'not now' },
  ]);
});

test('of several at once each is named, and each one’s outcome is told', async () => {
  const page = await visit('Ada');
  const ids: string[] = [];
  for (const title of ['One?', 'Two?', 'Three?']) ids.push(await ask(owner, sessionId, { title }));
  await row(page, 'Three?').waitFor();
  for (const title of ['One?', 'Two?']) {
    await page.keyboard.press('j');
    await untilFocused(page, title);
    await page.keyboard.press('x');
  }
  await row(page, 'Three?').getByRole('checkbox').check();
  await page.getByRole('toolbar', { name: 'Selected questions' }).getByText('3 selected').waitFor();
  await page.getByRole('button', { name: 'Approve…' }).click();
  const named = dialogOf(page).getByRole('listitem');
  await expect.poll(() => named.count()).toBe(3);

  // Somebody is faster, and this screen does not hear of it in time.
  await page.route('**/graphql', async (route) => {
    const isAnswer = route.request().postData()?.includes('"decision"') === true;
    if (isAnswer) await change(admin.api, 'deny', { id: ids[1], note: 'mine' }, 'approval { id }');
    await route.continue();
  });
  await answer(page, /^Approve 3/);
  await dialogOf(page).getByRole('heading', { name: 'Not all of it was done' }).waitFor();
  const outcomes = await named.allInnerTexts();
  expect(outcomes[0]).toContain('approved');
  expect(outcomes[1]).toContain('denied by Root');
  expect(outcomes[2]).toContain('approved');
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  await page.getByText('Nothing waits for you.').waitFor();
});

test('an approval after the deadline is told that nobody answered in time, and allows nothing', async () => {
  const page = await visit('Ada');
  // Long enough for a slow machine to open the dialog in time.
  const id = await ask(owner, sessionId, { title: 'Quickly?', expiresInMs: 10_000 });
  await row(page, 'Quickly?').getByRole('link').click();
  await detailOf(page).getByRole('button', { name: 'Approve…' }).click();
  await dialogOf(page).getByRole('heading', { name: 'Nothing left to answer' }).waitFor();
  await dialogOf(page).getByText('expired: nobody answered').waitFor();
  expect(await dialogOf(page).getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  await detailOf(page).getByText('this is no denial').waitFor();
  expect(await stateOf(id)).toEqual({ state: 'EXPIRED', note: null });
});

test('on a phone one thumb opens a question and answers it', async () => {
  const page = await visit('Ada', 'OPERATOR', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await ask(owner, sessionId, { title: 'May I?', expiresInMs: 600_000 });
  await page
    .getByRole('banner')
    .getByRole('link', { name: /Inbox,? 1 waits for you/ })
    .waitFor();
  await row(page, 'May I?').tap();
  const approve = detailOf(page).getByRole('button', { name: 'Approve…' });
  const deny = detailOf(page).getByRole('button', { name: 'Deny…' });
  // Measured once they stand still.
  await approve.tap({ trial: true });
  const boxes = await Promise.all([approve, deny].map((button) => button.boundingBox()));
  const [right, left] = boxes;
  if (!right || !left) throw new Error('no buttons');
  expect(Math.min(right.y, left.y)).toBeGreaterThan(700);
  expect(Math.min(right.height, left.height)).toBeGreaterThanOrEqual(44);
  expect(right.x - (left.x + left.width)).toBeGreaterThan(60);
  await approve.tap();
  await answer(page, 'Approve');
  await detailOf(page)
    .getByText(/approved by you/i)
    .first()
    .waitFor();
});

test("a reminder is told on every page, and a session's own page has its questions", async () => {
  const page = await visit('Ada');
  await page.getByRole('link', { name: 'Account', exact: true }).click();
  await page.getByLabel('Password now').waitFor();
  await ask(owner, sessionId, { title: 'Still there?', expiresInMs: 1_000, onExpiry: 'WAIT' });
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByText('“Still there?” of reports still waits').first().waitFor();
  await notices.getByRole('link', { name: 'Look at it' }).first().click();
  await detailOf(page)
    .getByText(/overdue \d+ s/)
    .waitFor();
  await detailOf(page).getByRole('link', { name: 'Quarter' }).click();

  const questions = page.getByRole('region', { name: 'Its questions' });
  await questions.getByRole('link', { name: 'Still there?' }).waitFor();
  await page.getByRole('article', { name: 'Session' }).getByText('needs a person').waitFor();
  await questions.getByRole('button', { name: 'Deny…' }).click();
  await answer(page, 'Deny');
  await questions.getByText('denied by you').waitFor();
});

test('who may not answer sees the question, and words in the place of the buttons', async () => {
  const page = await visit('Vera', 'VIEWER');
  await ask(owner, sessionId, { title: 'May I?' });
  await page.getByText('Nothing waits for you · 1 waits for somebody else').waitFor();
  await row(page, 'May I?').waitFor();
  expect(await row(page, 'May I?').getByRole('checkbox').count()).toBe(0);
  await row(page, 'May I?').getByRole('link').click();
  await detailOf(page).getByText('You may see this question, but not answer it').waitFor();
  expect(
    await detailOf(page)
      .getByRole('button', { name: /Approve|Deny/ })
      .count(),
  ).toBe(0);
  await until('the key to say so, too', async () => {
    await page.keyboard.press('a');
    return page.getByRole('region', { name: 'Notices' }).getByText('not answer it').isVisible();
  });
});

test('while the server is away nothing can be answered, and it says so', async () => {
  const page = await visit('Ada');
  await ask(owner, sessionId, { title: 'May I?' });
  await row(page, 'May I?').getByRole('link').click();
  await detailOf(page).getByRole('button', { name: 'Approve…' }).waitFor();
  await server.crash();
  await detailOf(page).getByText('answering works again when the mark says live').waitFor();
  await expect.poll(() => detailOf(page).getByRole('button', { name: 'Approve…' }).isDisabled()).toBe(true);
  expect(await row(page, 'May I?').isVisible()).toBe(true);
});

async function stateOf(id: string): Promise<{ state: string; note: string | null }> {
  const { approval } = await admin.api.data<{ approval: { state: string; note: string | null } }>(
    'query ($id: ID!) { approval(id: $id) { state note } }',
    { id },
  );
  return approval;
}
