// The dashboard under load, in Chromium.
//
// What: with 10,000 sessions in the list, the time from opening it to its first rows, and the JavaScript it loads, gzipped; then,
// with 1,000 changes a second, the times between its frames, and from a key press to the frame that shows it.
//
// How: the server in a process of its own, the owners in another, Chromium headless without a GPU. First rows: in a fresh profile,
// then five times with what the browser keeps. Frames: three rounds of five seconds, then 30 key presses each. A frame is late
// when it comes more than 20 ms behind the one before it: the display refreshes every 16.7 ms, and clocks are rounded.
//
// No peer: there is no dashboard to compare with that shows the same. All share this machine's cores, the server too.

import { gzipSync } from 'node:zlib';
import type { BrowserContext, Response } from 'playwright-core';
import { Budget, runBenchmark, say } from '../harness/benchmark.ts';
import { launchBrowser, openSessions, pressRepeatedly, signIn, watchFrames } from '../harness/browser.ts';
import { startLoad } from '../harness/load.ts';
import { startRollcall } from '../harness/servers.ts';
import { percentile } from '../harness/statistics.ts';
import type { ChangersApi } from '../load/changers.ts';

const wanted = 10_000;
/** A slow machine gets fewer sessions. */
const registerMs = 30_000;
const changesPerSecond = 1_000;
const rounds = 3;
const framesMs = 5_000;
const presses = 30;
const lateMs = 20;

/** Counts the JavaScript that the pages of a context load. */
function countScripts(context: BrowserContext): () => Promise<{ gzipBytes: number; files: number }> {
  const scripts: Response[] = [];
  context.on('response', (response) => {
    if ((response.headers()['content-type'] ?? '').includes('javascript')) scripts.push(response);
  });
  return async () => {
    const bodies = await Promise.all(scripts.map((response) => response.body()));
    return { gzipBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), files: bodies.length };
  };
}

runBenchmark(async (findings) => {
  const budget = new Budget();
  const browser = await launchBrowser();
  const server = await startRollcall();
  const load = startLoad<ChangersApi>('changers');
  say(`registering ${wanted} sessions`);
  const sessions = await load.ask('open', { url: server.url, sessions: wanted, forMs: registerMs });

  say('opening the dashboard');
  const context = await browser.newContext({ viewport: { width: 1_680, height: 900 } });
  await signIn(context, server);
  const countBytes = countScripts(context);
  const fresh = await openSessions(context, server);
  const { gzipBytes, files } = await countBytes();
  await fresh.page.close();
  const warmMs: number[] = [];
  for (let opened = 0; opened < 5; opened += 1) {
    const { page, ms } = await openSessions(context, server);
    warmMs.push(ms);
    await page.close();
  }
  findings.add({
    title: `Opening ${sessions} sessions`,
    columns: [
      { name: 'first rows, fresh profile', unit: 'ms' },
      { name: 'first rows, again', unit: 'ms' },
      { name: 'JavaScript, gzipped', unit: 'KB' },
      { name: 'files', unit: '' },
    ],
    baseline: null,
    rows: [{ name: 'Rollcall', cells: [[fresh.ms], warmMs, [gzipBytes / 1_000], [files]] }],
  });

  const { page } = await openSessions(context, server);
  const figures = { p50: [] as number[], p99: [] as number[], longest: [] as number[], late: [] as number[] };
  const keys = { p50: [] as number[], slowest: [] as number[] };
  const changes: number[] = [];
  await page.getByRole('grid', { name: 'Sessions' }).focus();
  for (const _round of budget.rounds(rounds)) {
    say(`${changesPerSecond} changes a second`);
    await load.ask('begin', { changesPerSecond });
    const gapsMs = await watchFrames(page, framesMs);
    figures.p50.push(percentile(gapsMs, 0.5));
    figures.p99.push(percentile(gapsMs, 0.99));
    figures.longest.push(percentile(gapsMs, 1));
    figures.late.push((gapsMs.filter((ms) => ms > lateMs).length / gapsMs.length) * 100);
    const latenciesMs = await pressRepeatedly(page, 'ArrowDown', presses);
    keys.p50.push(percentile(latenciesMs, 0.5));
    keys.slowest.push(percentile(latenciesMs, 1));
    changes.push((await load.ask('finish')).changesPerSecond);
  }
  await browser.close();
  findings.add({
    title: `${sessions} sessions, ${changesPerSecond} changes a second asked for`,
    columns: [
      { name: 'between frames: p50', unit: 'ms' },
      { name: 'p99', unit: 'ms' },
      { name: 'longest', unit: 'ms' },
      { name: 'late frames', unit: '%' },
      { name: 'key to paint: p50', unit: 'ms' },
      { name: 'slowest', unit: 'ms' },
      { name: 'changes', unit: '/s' },
    ],
    baseline: null,
    rows: [
      {
        name: 'Rollcall',
        cells: [figures.p50, figures.p99, figures.longest, figures.late, keys.p50, keys.slowest, changes],
      },
    ],
  });
});
