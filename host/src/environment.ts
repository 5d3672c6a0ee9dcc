import type { SystemUser } from './machine/system-user.ts';
import type { EnvironmentVariable } from './resolution.ts';

/** What a command finds in its environment: in the sandbox only what was given, elsewhere what every program expects as well. */
export function environmentOf(options: {
  readonly given: readonly EnvironmentVariable[];
  readonly isSandbox: boolean;
  readonly user: SystemUser;
  readonly path: string;
}): ReadonlyMap<string, string> {
  const { given, isSandbox, user, path } = options;
  const expected: [string, string][] = isSandbox
    ? []
    : [
        ['PATH', path],
        ['HOME', user.home],
        ['USER', user.name],
        ['LANG', 'C.UTF-8'],
      ];
  return new Map([...expected, ...given.map(({ name, value }): [string, string] => [name, value])]);
}
