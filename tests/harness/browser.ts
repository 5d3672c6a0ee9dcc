import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { asAdmin } from './api.ts';
import { createPerson } from './people.ts';
import type { ServerProcess } from './server-process.ts';
import { codeOf, password } from './sign-in.ts';
import { until } from './until.ts';

// No sandbox: as root in a container Chromium has none. The rest keeps it from calling home in the middle of a test.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['ROLLCALL_CHROMIUM'];
  if (!executablePath)
    throw new Error('ROLLCALL_CHROMIUM names no Chromium. Run npm test, which finds or fetches one.');
  return chromium.launch({ executablePath, args });
}

/** A page that gives up sooner than a test does, and so says at which step. */
export async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/**
 * Presses what sends an open dialog, by mouse or by key, until the dialog has taken it: it does not listen before half
 * a second is over, and may be gone as it is pressed.
 */
export async function confirm(send: Locator, press: 'click' | 'Enter' = 'click'): Promise<void> {
  await send.waitFor();
  await until('the dialog to take it', async () => {
    if (!(await send.isVisible())) return true;
    // Given to the dialog alone: once it is closed, what is behind it listens to the same keys.
    const pressed = press === 'click' ? send.click({ timeout: 500 }) : send.press(press, { timeout: 500 });
    await pressed.catch(() => undefined);
    await send.waitFor({ state: 'hidden', timeout: 1_000 }).catch(() => undefined);
    return false;
  });
}

/** Uses a set-up link up as its page does, and leaves the context signed in. */
async function useLink(context: BrowserContext, server: ServerProcess, link: string, name?: string): Promise<void> {
  const data = { code: codeOf(link), password, ...(name === undefined ? {} : { name }) };
  const answer = await context.request.post(`${server.url}/set-up`, { data, headers: { origin: server.url } });
  if (answer.status() !== 204) throw new Error(`not signed in: ${answer.status()} ${await answer.text()}`);
}

/** Opens the dashboard as an operator. There is no admin yet, so the bootstrap token still holds. */
export async function signIn(context: BrowserContext, server: ServerProcess): Promise<Page> {
  const { link } = await createPerson(asAdmin(server), { name: `operator ${randomUUID()}`, role: 'OPERATOR' });
  await useLink(context, server, link);
  return openSessions(context, server);
}

/** Opens the dashboard as the first admin. The bootstrap token is refused from then on. */
export async function signInAsAdmin(context: BrowserContext, server: ServerProcess, name = 'root'): Promise<Page> {
  await useLink(context, server, server.setUpLink, name);
  return openSessions(context, server);
}

/** Opens the dashboard as somebody who has a password. */
export async function signInByName(context: BrowserContext, server: ServerProcess, name: string): Promise<Page> {
  const data = { name, password };
  const answer = await context.request.post(`${server.url}/sign-in`, { data, headers: { origin: server.url } });
  if (answer.status() !== 204) throw new Error(`not signed in: ${answer.status()} ${await answer.text()}`);
  return openSessions(context, server);
}

async function openSessions(context: BrowserContext, server: ServerProcess): Promise<Page> {
  const page = await openPage(context);
  await page.goto(`${server.url}/sessions`);
  return page;
}

/** What a page wrote to its console as errors, and what it threw. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
