import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signInByName } from './browser.ts';
import { HostProcess } from './host-process.ts';
import { change } from './operations.ts';
import { enter } from './people.ts';
import { ServerProcess } from './server-process.ts';
import { becomeFirstAdmin, type SignedIn } from './sign-in.ts';
import { until } from './until.ts';

type ContextOptions = Parameters<Browser['newContext']>[0];

/** A server with one host that is really there, and browsers of several people. */
export class RemoteSite {
  readonly server: ServerProcess;
  readonly host: HostProcess;
  readonly #admin: SignedIn;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];

  private constructor(browser: Browser, server: ServerProcess, admin: SignedIn, host: HostProcess) {
    this.#browser = browser;
    this.server = server;
    this.#admin = admin;
    this.host = host;
  }

  static async start(browser: Browser): Promise<RemoteSite> {
    const server = await ServerProcess.start();
    const admin = await becomeFirstAdmin(server, 'Root');
    return new RemoteSite(browser, server, admin, await HostProcess.join(server, admin.api));
  }

  /** A browser of somebody's own. */
  async visit(
    name: string,
    address = '/remote',
    { role = 'OPERATOR', ...options }: ContextOptions & { readonly role?: 'OPERATOR' | 'VIEWER' } = {},
  ): Promise<Page> {
    await enter(this.server, this.#admin.api, { name, role });
    const context = await this.#browser.newContext({ viewport: { width: 1_680, height: 900 }, ...options });
    this.#contexts.push(context);
    const page = await signInByName(context, this.server, name);
    await page.goto(`${this.server.url}${address}`);
    return page;
  }

  /** Says whether somebody else than who asks must answer on the host. */
  async ruleHost(rule: { readonly needsSomebodyElse: boolean }): Promise<void> {
    await change(this.#admin.api, 'updateHost', { id: this.host.id, ...rule }, 'host { id }');
  }

  async remove(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await this.host.remove();
    await this.server.remove();
  }
}

export const dialog = (page: Page) => page.getByRole('dialog');
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const commands = (page: Page) =>
  page.getByRole('list', { name: 'Commands of this session' }).getByRole('listitem');
export const output = (page: Page) => page.getByRole('group', { name: /^Output of/ });
export const prompt = (page: Page) => page.getByLabel('Command', { exact: true });

/** Starts remote access by the page's own button. */
export async function start(
  page: Page,
  mode: 'Supervised' | 'Read only' | 'Autonomous',
  reason = 'to see',
): Promise<void> {
  await button(page, 'Remote access: start it').click();
  await dialog(page).getByLabel(mode).check();
  await dialog(page).getByLabel('Reason').fill(reason);
  await dialog(page).getByRole('button', { name: 'Start' }).click();
  await page.waitForURL(/\/remote\/remote_/);
}

export async function run(page: Page, line: string): Promise<void> {
  await prompt(page).fill(line);
  await prompt(page).press('Enter');
}

/** Sends the open dialog: it does not listen before half a second is over, and may be gone as it is pressed. */
export async function confirm(page: Page, name: string): Promise<void> {
  const send = dialog(page).getByRole('button', { name });
  await until('the dialog to take the answer', async () => {
    if ((await send.count()) === 0) return true;
    await send.click({ timeout: 500 }).catch(() => undefined);
    return false;
  });
}
