import { type Clock, delay } from '../clock.ts';
import { describe, signal } from '../machine/processes.ts';
import type { Members } from './members.ts';

/** How long processes that were asked to end may take. */
const TERMINATION_GRACE_MS = 5_000;
/** How long the system may take to end those that it was told to end. */
const FORCED_END_MS = 2_000;
const LOOK_EVERY_MS = 25;

/** Asks all of them to end, and forces those that have not after 5 seconds. Resolves with what is left, for people; nothing in nearly all cases. */
export async function endProcesses(members: Members, clock: Clock): Promise<readonly string[]> {
  for (const member of members.own()) signal(member, 'SIGTERM');
  if (await areGone(members, clock, TERMINATION_GRACE_MS)) return [];
  return forceEnd(members, clock);
}

/** Ends all of them at once. Again and again: what forks faster than it is found is found in the end, as its number is limited. */
export async function forceEnd(members: Members, clock: Clock): Promise<readonly string[]> {
  await areGone(members, clock, FORCED_END_MS, () => {
    for (const member of members.all()) signal(member, 'SIGKILL');
  });
  return members.all().map(describe);
}

async function areGone(
  members: Members,
  clock: Clock,
  withinMs: number,
  beforeEachLook: () => void = () => undefined,
): Promise<boolean> {
  const deadlineMs = clock.nowMs() + withinMs;
  for (;;) {
    beforeEachLook();
    if (members.all().length === 0) return true;
    if (clock.nowMs() >= deadlineMs) return false;
    await delay(clock, LOOK_EVERY_MS);
  }
}
