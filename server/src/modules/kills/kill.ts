import type { Actor, RecordDraft } from '../../kernel/record.ts';

export const killStates = ['REQUESTED', 'SENT', 'ACKNOWLEDGED', 'ENDED', 'UNRESPONSIVE'] as const;
export type KillState = (typeof killStates)[number];

/** How the end is known: the owner said so, the host saw that no process is left, or the lease ran out. */
export type KillEvidence = 'OWNER' | 'HOST_VERIFIED' | 'VANISHED';

/** What the end that was ordered counts as: a person who ends remote access as it is meant to be ended kills nothing. */
export const killedAs = ['KILLED', 'STOPPED'] as const;
export type KilledAs = (typeof killedAs)[number];

/** An order to end a session, kept as a receipt. Times are milliseconds UTC. */
export interface Kill {
  readonly id: string;
  readonly sessionId: string;
  readonly state: KillState;
  readonly requestedBy: Actor;
  readonly reason: string | null;
  /** How long the owner has to end before the receipt says `UNRESPONSIVE`. */
  readonly graceMs: number;
  readonly requestedAtMs: number;
  readonly sentAtMs: number | null;
  readonly acknowledgedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly evidence: KillEvidence | null;
  /** 1, or one more than the unanswered kill before it. */
  readonly attempt: number;
  readonly previousId: string | null;
  readonly endsAs: KilledAs;
  /** Processes that the host could not end, as it names them. */
  readonly survivors: readonly string[];
}

/** How long an owner has where nobody says. */
export const defaultGraceMs = 10_000;

/** A receipt's next state, and the record that tells of it. */
export interface KillChange {
  readonly kill: Kill;
  readonly record: RecordDraft;
}

export type KillRequest = Pick<Kill, 'id' | 'sessionId' | 'requestedBy' | 'reason' | 'graceMs' | 'endsAs'>;

/** @param previous the unanswered kill of the same session that this one follows, if any */
export function requestKill(request: KillRequest, previous: Kill | null, nowMs: number): KillChange {
  const kill: Kill = {
    state: 'REQUESTED',
    requestedAtMs: nowMs,
    sentAtMs: null,
    acknowledgedAtMs: null,
    endedAtMs: null,
    evidence: null,
    attempt: (previous?.attempt ?? 0) + 1,
    previousId: previous?.id ?? null,
    // They are there until the host says otherwise, and it says so once.
    survivors: previous?.survivors ?? [],
    ...request,
  };
  return changed(kill, 'KILL_REQUESTED', kill.reason);
}

/** @returns null where the receipt already says so, or more */
export function markSent(kill: Kill, nowMs: number): KillChange | null {
  if (kill.sentAtMs !== null || kill.endedAtMs !== null) return null;
  return changed({ ...kill, state: kill.state === 'REQUESTED' ? 'SENT' : kill.state, sentAtMs: nowMs }, 'KILL_SENT');
}

/** A late acknowledgement counts: the receipt leaves `UNRESPONSIVE` and its grace runs once more. @returns null for a repeat */
export function acknowledge(kill: Kill, nowMs: number): KillChange | null {
  if (kill.acknowledgedAtMs !== null || kill.endedAtMs !== null) return null;
  return changed(
    { ...kill, state: 'ACKNOWLEDGED', sentAtMs: kill.sentAtMs ?? nowMs, acknowledgedAtMs: nowMs },
    'KILL_ACKNOWLEDGED',
  );
}

/** The grace passed. @returns null where the kill is over or already unanswered */
export function markUnresponsive(kill: Kill): KillChange | null {
  if (kill.endedAtMs !== null || kill.state === 'UNRESPONSIVE') return null;
  return changed({ ...kill, state: 'UNRESPONSIVE' }, 'KILL_UNRESPONSIVE');
}

/** The host could not end these processes. @returns null where the kill is over, or says so already */
export function nameSurvivors(kill: Kill, survivors: readonly string[]): KillChange | null {
  const isKnown = kill.state === 'UNRESPONSIVE' && survivors.join('\n') === kill.survivors.join('\n');
  if (kill.endedAtMs !== null || isKnown) return null;
  return changed({ ...kill, state: 'UNRESPONSIVE', survivors }, 'KILL_UNRESPONSIVE');
}

/** @returns null where the kill is over */
export function complete(kill: Kill, evidence: KillEvidence, nowMs: number): KillChange | null {
  if (kill.endedAtMs !== null) return null;
  // The host has looked again.
  const survivors = evidence === 'HOST_VERIFIED' ? [] : kill.survivors;
  return changed({ ...kill, state: 'ENDED', endedAtMs: nowMs, evidence, survivors }, 'KILL_ENDED');
}

function changed(kill: Kill, action: RecordDraft['action'], note: string | null = null): KillChange {
  const { id, state, evidence, attempt, survivors } = kill;
  const named = survivors.length === 0 ? {} : { survivors };
  return { kill, record: { action, note, after: { killId: id, state, evidence, attempt, ...named } } };
}
