import { pino } from 'pino';
import { type App, createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { sdkDir } from '../folders.ts';
import { systemClock } from '../kernel/clock.ts';
import { leavePresence } from './presence.ts';
import { openSecrets } from './secrets.ts';

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
  const secrets = openSecrets(config);
  const app = await createApp({ config, clock: systemClock, logger, secrets });
  const removePresence = leavePresence(config.dataDir, { url: app.localUrl, terminalToken: secrets.terminalToken });
  print(app.services.setUp.isSetUp() ? greeting(app) : welcome(app));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  print('Stopping: connections end, what waits is stored.\n');
  removePresence();
  await app.close();
}

function greeting({ url }: App): string {
  return `
Rollcall is at ${url}

  Sign in at ${url}/sign-in

`;
}

/** What a server prints that has no admin: the one link that makes the first, and the lines of a first session. */
function welcome({ url, services }: App): string {
  const code = services.setUp.createFirstAdminCode();
  const key = services.appKeys.quickStartKey({ principal: { kind: 'BOOTSTRAP' }, origin: null });
  return `
Rollcall is at ${url}

  Become its first admin (this link works once, for 15 minutes; a restart prints a new one):
  ${url}/set-up#code=${code}
${key === null ? '' : firstSession(url, key)}
`;
}

function firstSession(url: string, key: string): string {
  return `
  Register a first session, in a folder of your own:

    1. npm install ${sdkDir}
    2. Save these lines as first.mjs, and run node first.mjs:

    import { setTimeout } from 'node:timers/promises';
    import { createClient } from '@rollcall/sdk';
    const rollcall = createClient({ url: '${url}', key: '${key}', onError: console.error });
    const session = await rollcall.session({ app: 'my-app' });
    const work = () => setTimeout(60_000, null, { signal: session.signal });
    await session.task('First task', work).catch((error) => console.log(session.signal.reason?.message ?? error));

  Or run the example: npm run example
`;
}
