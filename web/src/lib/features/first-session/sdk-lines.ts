export interface SdkLinesOptions {
  /** Where the server is, and with which key; left out where both stand in the environment. */
  readonly server?: { readonly url: string; readonly key: string };
  /** @default 'my-app' */
  readonly app?: string | undefined;
}

/** The lines that register a first session: ready to run where `@rollcall/sdk` is installed. */
export function sdkLines({ server, app = 'my-app' }: SdkLinesOptions): string {
  const options = server === undefined ? '' : `url: ${quoted(server.url)}, key: ${quoted(server.key)}, `;
  return [
    `import { setTimeout } from 'node:timers/promises';`,
    `import { createClient } from '@rollcall/sdk';`,
    `const rollcall = createClient({ ${options}onError: console.error });`,
    `const session = await rollcall.session({ app: ${quoted(app)} });`,
    `const work = () => setTimeout(60_000, null, { signal: session.signal });`,
    `await session.task('First task', work).catch((error) => console.log(session.signal.reason?.message ?? error));`,
  ].join('\n');
}

/** As JavaScript has it, whatever is in it: an app's name is its owner's choice. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll(`\\"`, '"').replaceAll(`'`, `\\'`)}'`;
}
