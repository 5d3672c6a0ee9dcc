import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Server } from './servers.ts';

// No sandbox: as root in a container Chromium has none. The rest keeps it from calling home in the middle of a measurement.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws when there is no Chromium */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['ROLLCALL_CHROMIUM'];
  if (!executablePath) throw new Error('there is no Chromium here: install one, or name it in ROLLCALL_CHROMIUM');
  return chromium.launch({ executablePath, args });
}

/** Signs the browser in as somebody does who follows the link that a fresh server prints. */
export async function signIn(context: BrowserContext, { url, child }: Server): Promise<void> {
  const [link] = /http\S+#code=\S+/.exec(child.output) ?? [];
  if (link === undefined) throw new Error(`the server printed no link to sign in:\n${child.output}`);
  const { pathname, hash } = new URL(link);
  const code = hash.slice('#code='.length);
  const proof = pathname === '/set-up' ? { code, name: 'Benchmark', password: 'a password of a benchmark' } : { code };
  const answer = await context.request.post(`${url}${pathname}`, { data: proof });
  if (answer.status() !== 204) throw new Error(`not signed in: ${answer.status()} ${await answer.text()}`);
}

export interface FirstRows {
  readonly page: Page;
  /** From the start of the navigation until the first rows are painted. */
  readonly ms: number;
}

/** Opens the list of sessions. */
export async function openSessions(context: BrowserContext, { url }: Server): Promise<FirstRows> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/sessions`, { waitUntil: 'commit' });
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector('[role="row"][data-id]') === null) requestAnimationFrame(look);
          // The next frame begins when this one is painted.
          else requestAnimationFrame(() => resolve(performance.now()));
        };
        look();
      }),
  );
  return { page, ms };
}

/** The times between the frames of a page, for so long. */
export function watchFrames(page: Page, forMs: number): Promise<number[]> {
  return page.evaluate(
    (durationMs) =>
      new Promise<number[]>((resolve) => {
        const gapsMs: number[] = [];
        const startMs = performance.now();
        let lastMs: number | null = null;
        const look = (nowMs: number): void => {
          if (lastMs !== null) gapsMs.push(nowMs - lastMs);
          lastMs = nowMs;
          if (nowMs - startMs < durationMs) requestAnimationFrame(look);
          else resolve(gapsMs);
        };
        requestAnimationFrame(look);
      }),
    forMs,
  );
}

/** Presses a key so many times, and tells how long each took from the event to the frame that shows what it did. */
export async function pressRepeatedly(page: Page, key: string, times: number): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let pressed = 0; pressed < times; pressed += 1) {
    const painted = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const heard = (event: KeyboardEvent): void => {
            requestAnimationFrame(() => {
              // Behind the frame that was asked for.
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
              channel.port2.postMessage(null);
            });
          };
          addEventListener('keydown', heard, { once: true, capture: true });
        }),
    );
    await page.evaluate(() => undefined);
    await page.keyboard.press(key);
    latenciesMs.push(await painted);
  }
  return latenciesMs;
}
