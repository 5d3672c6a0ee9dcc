import type { Requests } from '$lib/api/requests.ts';
import { KnownAppsDocument } from '$lib/generated/graphql.ts';

/** The apps that had sessions, those with most first; undefined while the server is away. */
export async function readKnownApps(requests: Requests): Promise<readonly string[] | undefined> {
  try {
    const { sessionCounts } = await requests.query(KnownAppsDocument, {});
    return sessionCounts.flatMap(({ key }) => (key === null ? [] : [key]));
  } catch {
    return undefined;
  }
}

/** The chosen apps and those that were only typed yet: `reports, billing`, or one a line. */
export function withTyped(apps: readonly string[], typed: string): readonly string[] {
  const more = typed.split(/[,\r\n]/).map((name) => name.trim());
  return [...new Set([...apps, ...more])].filter((name) => name !== '');
}

const NAME_LENGTH = 100;

/** What is wrong with the chosen apps, in words; undefined where nothing is. */
export function appsProblem(apps: readonly string[] | null): string | undefined {
  if (apps?.length === 0) return 'Name at least one app, or choose every app.';
  const long = apps?.find((name) => name.length > NAME_LENGTH);
  if (long === undefined) return undefined;
  return `“${long.slice(0, 20)}…” has ${long.length} characters; an app’s name has at most ${NAME_LENGTH}. Put commas between several.`;
}

const OFFERED = 6;

/** What to offer of the known ones: not those chosen already, and only what what is typed could become. */
export function offeredApps(known: readonly string[], apps: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  return known.filter((name) => !apps.includes(name) && name.toLowerCase().includes(wanted)).slice(0, OFFERED);
}
