import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ServerProcess } from './server-process.ts';

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

/** Opens the dashboard as somebody does who follows the printed link. */
export async function signIn(context: BrowserContext, server: ServerProcess): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(server.signInLink);
  await page.waitForURL('**/sessions');
  return page;
}

/** Signs in with the admin token; the printed link works once. */
export async function signInByToken(context: BrowserContext, server: ServerProcess, token: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const answer = await context.request.post(`${server.url}/sign-in`, { data: { token } });
  if (answer.status() !== 204) throw new Error(`not signed in: ${answer.status()}`);
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
