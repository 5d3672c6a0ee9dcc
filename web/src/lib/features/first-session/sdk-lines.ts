/** The lines that register a first session: ready to run where `@rollcall/sdk` is installed. */
export function sdkLines({ url, key }: { readonly url: string; readonly key: string }): string {
  return [
    `import { createClient } from '@rollcall/sdk';`,
    `const rollcall = createClient({ url: '${url}', key: '${key}' });`,
    `await using session = await rollcall.session({ app: 'my-app' });`,
    `await session.task('First task', (task) => task.progress(0.5, 'half way'));`,
  ].join('\n');
}
