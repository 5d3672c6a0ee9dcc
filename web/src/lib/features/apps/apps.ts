import type { Requests } from '$lib/api/requests.ts';
import { KnownAppsDocument } from '$lib/generated/graphql.ts';

/** The apps that had sessions, those with most first; none while the server is away. */
export async function readKnownApps(requests: Requests): Promise<readonly string[]> {
  try {
    const { sessionCounts } = await requests.query(KnownAppsDocument, {});
    return sessionCounts.flatMap(({ key }) => (key === null ? [] : [key]));
  } catch {
    return [];
  }
}

/** The chosen apps and those that were only typed yet: `reports, billing`. */
export function withTyped(apps: readonly string[], typed: string): readonly string[] {
  const more = typed.split(',').map((name) => name.trim());
  return [...new Set([...apps, ...more])].filter((name) => name !== '');
}

const OFFERED = 6;

/** What to offer of the known ones: not those chosen already, and only what what is typed could become. */
export function offeredApps(known: readonly string[], apps: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  return known.filter((name) => !apps.includes(name) && name.toLowerCase().includes(wanted)).slice(0, OFFERED);
}
