import type { SafetyMode } from '$lib/generated/graphql.ts';
import { duration, shortDuration, sinceMs } from '$lib/ui/duration.ts';
import { timeOfDay } from '$lib/ui/time-of-day.ts';
import { visibleText } from '../approvals/visible.ts';
import { modeWord } from '../hosts/mode-words.ts';
import { endWord } from '../sessions/words.ts';
import type { RemoteRow } from './remote-sessions.svelte.ts';

/** What the one button of remote access says. `away`: it is on, as far as anybody knows. */
export type RemoteState = 'none' | 'loading' | 'pending' | 'connected' | 'away' | 'failed';

const FAILED_ENDS: readonly RemoteRow['endReason'][] = ['FAILED', 'LOST', 'DENIED', 'EXPIRED'];

/** @param isLost the server is not heard: nothing is sure to be on. */
export function remoteState({ lifecycle, liveness, endReason }: RemoteRow, isLost: boolean): RemoteState {
  switch (lifecycle) {
    case 'PENDING_APPROVAL':
      return 'pending';
    case 'ACTIVE':
      return liveness === 'LIVE' && !isLost ? 'connected' : 'away';
    case 'ENDING':
      return 'loading';
    case 'ENDED':
      return FAILED_ENDS.includes(endReason) ? 'failed' : 'none';
  }
}

const STATE_WORDS: Record<RemoteState, string> = {
  none: 'Remote access',
  loading: 'Loading…',
  pending: 'Pending',
  connected: 'Connected',
  away: 'Not heard',
  failed: 'Failed',
};

export function stateWord(state: RemoteState): string {
  return STATE_WORDS[state];
}

/** What pressing it does. */
export function pressWords(state: RemoteState): string {
  switch (state) {
    case 'connected':
    case 'away':
      return 'end it';
    case 'pending':
      return 'take it back';
    case 'none':
    case 'failed':
      return 'start again';
    case 'loading':
      return 'it is ending';
  }
}

/** `2 connected · 1 pending`. */
export function remoteSentence(rows: readonly RemoteRow[], isLost: boolean): string {
  const count = (state: RemoteState) => rows.filter((row) => remoteState(row, isLost) === state).length;
  const parts = [
    [count('connected'), 'connected'],
    [count('pending'), 'pending'],
    [count('away'), 'not heard'],
    [count('loading'), 'ending'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return told.length === 0 ? 'No remote access is on.' : told.join(' · ');
}

/** Where and how: `supervised on build-1 as deploy`. */
function whereWords({ remote }: RemoteRow): string {
  if (remote === null) return '';
  const as = remote.systemUser === null ? '' : ` as ${visibleText(remote.systemUser)}`;
  return `${modeWord(remote.safetyMode)} on ${visibleText(remote.host.name)}${as}`;
}

/** `4 commands ran`. */
function ranWords({ remote }: RemoteRow): string {
  const count = remote?.commandsExecuted ?? 0;
  return count === 0 ? 'no command ran' : count === 1 ? '1 command ran' : `${count.toLocaleString('en')} commands ran`;
}

/** How long it has been on, or was. */
export function lifeMs({ startedAt, endedAt }: RemoteRow, nowMs: number): number {
  return sinceMs(startedAt, endedAt === null ? nowMs : Date.parse(endedAt));
}

/**
 * How things stand, in full: `Connected for 3 m 2 s · supervised on build-1 · 4 commands ran`.
 * @param openCount how many of its commands wait or run; undefined where that is not known
 */
export function statusLine(row: RemoteRow, nowMs: number, isLost: boolean, openCount?: number): string {
  return [standing(row, nowMs, isLost, openCount), whereWords(row), ranWords(row)]
    .filter((part) => part !== '')
    .join(' · ');
}

function standing(row: RemoteRow, nowMs: number, isLost: boolean, openCount: number | undefined): string {
  const life = duration(lifeMs(row, nowMs));
  switch (remoteState(row, isLost)) {
    case 'pending':
      return `Waits for a person for ${life}`;
    case 'connected':
      return `Connected for ${life}`;
    case 'away':
      return awayWords(row, nowMs, isLost, openCount);
    case 'loading':
      return 'Ending';
    case 'none':
    case 'failed':
      return `${capital(row.endReason === null ? 'ended' : endWord(row.endReason))} after ${life}`;
  }
}

/** What is known where nothing is heard: until when the host may still be at work. */
function awayWords(
  { remote, lastHeartbeatAt }: RemoteRow,
  nowMs: number,
  isLost: boolean,
  openCount: number | undefined,
): string {
  if (isLost) return 'Last known: connected';
  const since = `Host not heard for ${shortDuration(sinceMs(lastHeartbeatAt, nowMs))}`;
  const untilMs = remote?.worksUntil == null ? undefined : Date.parse(remote.worksUntil);
  if (openCount === 0) return `${since}; no command of it ran or waited`;
  if (untilMs === undefined) return since;
  return untilMs > nowMs
    ? `${since}; what runs there may go on until ${timeOfDay(untilMs, nowMs)}, ${shortDuration(untilMs - nowMs)}`
    : `${since}; it has ended what ran by now`;
}

/** After how long without its host the server gives a session up; twice that while a command of it is open. */
const GIVEN_UP_AFTER_MS: Record<SafetyMode, number> = {
  SUPERVISED: 5 * 60_000,
  AUTONOMOUS: 16 * 60_000,
  READ_ONLY: 5 * 60_000,
};

/**
 * What becomes of an end that its host cannot hear of; undefined where it can.
 * @param openCount how many of its commands wait or run; undefined where that is not known
 */
export function awayEndWords(
  { lifecycle, remote, lastHeartbeatAt }: RemoteRow,
  openCount: number | undefined,
  nowMs: number,
): string | undefined {
  if (lifecycle !== 'ENDING' || remote === null || remote.host.isConnected) return undefined;
  const afterMs = GIVEN_UP_AFTER_MS[remote.safetyMode] * (openCount === 0 ? 1 : 2);
  const givenUpAtMs = Date.parse(lastHeartbeatAt) + afterMs;
  const givenUp =
    givenUpAtMs > nowMs
      ? `is given up ${openCount === undefined ? 'by' : 'at'} ${timeOfDay(givenUpAtMs, nowMs)}`
      : 'is given up soon';
  return `Its host is away; it ends once that is back, or ${givenUp}.`;
}

/** Why it is over, for those for whom that is no matter of course. */
export function failureWords({ endReason, endMessage, error }: RemoteRow): string {
  const told = error?.message ?? endMessage;
  const more = told === null ? '' : ` “${visibleText(told)}”`;
  if (endReason === 'DENIED') return `A person did not allow it.${more}`;
  if (endReason === 'EXPIRED') return `Nobody answered in time, so it was not allowed.${more}`;
  if (endReason === 'LOST') return `Its host was not heard for too long; cut off, it ends what runs by itself.${more}`;
  return `It failed.${more}`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
