/** The lines that register a first session: ready to run where `@rollcall/sdk` is installed. */
export function sdkLines({ url, key }: { readonly url: string; readonly key: string }): string {
  return [
    `import { setTimeout } from 'node:timers/promises';`,
    `import { createClient } from '@rollcall/sdk';`,
    `const rollcall = createClient({ url: '${url}', key: '${key}' });`,
    `const session = await rollcall.session({ app: 'my-app' });`,
    `await session.task('First task', () => setTimeout(60_000, null, { signal: session.signal })).catch(console.log);`,
  ].join('\n');
}
