import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { readSecrets } from './secrets.ts';

export interface ServePorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For people, a text of whole lines. */
  print(text: string): void;
  /** Aborts when the server shall stop. */
  readonly signal: AbortSignal;
}

/** Runs the server until it is told to stop. */
export async function serve({ env, print, signal }: ServePorts): Promise<void> {
  const config = readConfig(env);
  const logger = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: false }));
  const secrets = readSecrets(config);
  const app = await createApp({ config, clock: systemClock, logger, ...secrets });
  // Where programs of this machine, the example among them, find the server.
  const addressPath = join(config.dataDir, 'address');
  writeFileSync(addressPath, `${app.url}\n`);
  const tokenPlace = config.adminToken === null ? join(config.dataDir, 'admin-token') : 'ROLLCALL_ADMIN_TOKEN';
  print(welcome(app.url, app.services.access.createSignInCode(), tokenPlace, secrets.appKeys[0]));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  print('Stopping: connections end, what waits is stored.\n');
  rmSync(addressPath, { force: true });
  await app.close();
}

const sdkDir = resolve(import.meta.dirname, '../../../sdk');

function welcome(url: string, code: string, tokenPlace: string, appKey: string): string {
  return `
Rollcall is at ${url}

  Sign in (this link works once, for 15 minutes):
  ${url}/sign-in#code=${code}
  Later: with the admin token, ${tokenPlace}

  Register a first session. In a folder of your own, npm install ${sdkDir}, and run as first.mjs:

    import { setTimeout } from 'node:timers/promises';
    import { createClient } from '@rollcall/sdk';
    const rollcall = createClient({ url: '${url}', key: '${appKey}' });
    const session = await rollcall.session({ app: 'my-app' });
    await session.task('First task', () => setTimeout(60_000, null, { signal: session.signal })).catch(console.log);

  Or run the example: npm run example

`;
}
