export interface SdkLinesOptions {
  readonly url: string;
  readonly key: string;
  /** @default 'my-app' */
  readonly app?: string | undefined;
}

/** The lines that register a first session: ready to run where `@rollcall/sdk` is installed. */
export function sdkLines({ url, key, app = 'my-app' }: SdkLinesOptions): string {
  return [
    `import { setTimeout } from 'node:timers/promises';`,
    `import { createClient } from '@rollcall/sdk';`,
    `const rollcall = createClient({ url: ${quoted(url)}, key: ${quoted(key)} });`,
    `const session = await rollcall.session({ app: ${quoted(app)} });`,
    `await session.task('First task', () => setTimeout(60_000, null, { signal: session.signal })).catch(console.log);`,
  ].join('\n');
}

/** As JavaScript has it, whatever is in it: an app's name is its owner's choice. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll(`\\"`, '"').replaceAll(`'`, `\\'`)}'`;
}
