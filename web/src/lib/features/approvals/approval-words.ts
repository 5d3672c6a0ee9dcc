import { duration, latency, shortDuration, sinceMs, untilMs } from '$lib/ui/duration.ts';
import type { PillTone } from '$lib/ui/pill.ts';
import type { ReceiptStep } from '$lib/ui/receipt.ts';
import { shortId } from '../sessions/words.ts';
import type { ApprovalRow } from './approval-row.ts';
import { visibleText } from './visible.ts';

/** The inbox in one sentence: `3 wait for you · the next in 4 m`. */
export function inboxSentence(waiting: readonly ApprovalRow[], nowMs: number): string {
  const yours = waiting.filter(({ canDecide }) => canDecide);
  const others = waiting.length - yours.length;
  if (waiting.length === 0) return 'Nothing waits for you.';
  const overdue = yours.filter((row) => isOverdue(row, nowMs)).length;
  const next = yours.find((row) => row.expiresAt !== null && !isOverdue(row, nowMs));
  return [
    yours.length === 0
      ? 'Nothing waits for you'
      : `${count(yours.length)} ${yours.length === 1 ? 'waits' : 'wait'} for you`,
    overdue > 0 ? `${count(overdue)} overdue` : '',
    next?.expiresAt == null ? '' : `the next in ${shortDuration(untilMs(next.expiresAt, nowMs))}`,
    others > 0 ? `${count(others)} ${others === 1 ? 'waits' : 'wait'} for somebody else` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What is left until the deadline: `4 m`, `overdue 4 m`, `no deadline`. */
export function countdown(row: ApprovalRow, nowMs: number): string {
  if (row.expiresAt === null) return 'no deadline';
  if (isOverdue(row, nowMs)) return `overdue ${shortDuration(sinceMs(row.expiresAt, nowMs))}`;
  return shortDuration(untilMs(row.expiresAt, nowMs));
}

export function isOverdue({ expiresAt }: ApprovalRow, nowMs: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) < nowMs;
}

/** Until when it waits, and what happens then. */
export function deadlineSentence({ expiresAt, onExpiry }: ApprovalRow, nowMs: number): string {
  if (expiresAt === null) return 'No deadline: it waits for as long as its session runs.';
  const isPast = Date.parse(expiresAt) < nowMs;
  const when = isPast ? `${duration(sinceMs(expiresAt, nowMs))} ago` : `in ${duration(untilMs(expiresAt, nowMs))}`;
  if (onExpiry === 'WAIT') return `${when}; ${isPast ? 'it goes on waiting' : 'then it goes on waiting, overdue'}.`;
  return `${when}; ${isPast ? 'it is closed, and nothing was allowed' : 'then it closes, and nothing is allowed'}.`;
}

/** What became of a closed one, short: `approved by Ada, 2 s ago`. */
export function becameWords(row: ApprovalRow, nowMs: number, viewerId: string | undefined): string {
  switch (row.state) {
    case 'PENDING':
      return 'waits';
    case 'APPROVED':
    case 'DENIED':
      return verdictWords(row, nowMs, viewerId);
    case 'EXPIRED':
      return row.decidedBy === null ? 'expired: nobody answered' : 'lapsed: not acted on in time';
    case 'CANCELLED':
      return 'cancelled by its session';
  }
}

/** What became of a closed one, and what that means. */
export function becameSentence(row: ApprovalRow, viewerId: string | undefined): string {
  const name = decider(row, viewerId);
  switch (row.state) {
    case 'PENDING':
      return 'It waits for a person.';
    case 'APPROVED':
      return allowedSentence(row, name);
    case 'DENIED':
      return row.kind === 'QUESTION' ? `Refused by ${name}: the app was told no.` : `Refused by ${name}: nothing ran.`;
    case 'EXPIRED':
      return expiredSentence(row);
    case 'CANCELLED':
      return 'Nobody asks this any more: its session ended or changed hands, or took the question back.';
  }
}

function allowedSentence({ kind, actedAt }: ApprovalRow, name: string): string {
  if (kind === 'SESSION_START') return `Allowed by ${name}: every command of the session runs without asking.`;
  if (kind === 'COMMAND')
    return actedAt === null
      ? `Allowed by ${name}. Its host has five minutes to begin.`
      : `Allowed by ${name}, and its host ran it.`;
  return actedAt === null
    ? `Allowed by ${name}. The app has five minutes to act on it.`
    : `Allowed by ${name}, and the app acted on it.`;
}

function expiredSentence({ kind, decidedBy }: ApprovalRow): string {
  const again = kind === 'QUESTION' ? 'The app may ask again.' : 'It can be asked again.';
  if (decidedBy === null) return `Nobody answered in time: this is no denial, and nothing was allowed. ${again}`;
  const who = kind === 'QUESTION' ? 'The app did not act on it' : 'Its host did not begin';
  return `${who} within five minutes, so it allows nothing any more. ${again}`;
}

/** A decision and what followed: `approved by Ada, 2 s ago · sent 3 ms · acted on 12 ms`; times count from the decision. */
export function receiptSteps(row: ApprovalRow, nowMs: number, viewerId: string | undefined): readonly ReceiptStep[] {
  const { decidedAt, state } = row;
  const done = decidedAt === null ? [becameWords(row, nowMs, viewerId)] : [verdictWords(row, nowMs, viewerId)];
  if (decidedAt !== null) {
    const after = (time: string) => latency(Date.parse(time) - Date.parse(decidedAt));
    if (row.sentAt !== null) done.push(`sent ${after(row.sentAt)}`);
    if (row.actedAt !== null) done.push(`acted on ${after(row.actedAt)}`);
    if (state === 'EXPIRED' || state === 'CANCELLED') done.push(becameWords(row, nowMs, viewerId));
  }
  const isFailed = state === 'EXPIRED' && decidedAt !== null;
  return done.map((text, index) => ({
    text,
    tone: index < done.length - 1 ? 'done' : isFailed ? 'failed' : 'last',
  }));
}

/** Where it stands, as a pill. */
export function pillOf({ state }: ApprovalRow): { readonly tone: PillTone; readonly text: string } {
  switch (state) {
    case 'PENDING':
      return { tone: 'pending', text: 'waits' };
    case 'APPROVED':
      return { tone: 'active', text: 'approved' };
    case 'DENIED':
    case 'EXPIRED':
    case 'CANCELLED':
      return { tone: 'ended', text: state.toLowerCase() };
  }
}

/** How often people were reminded, where there is a deadline to remind of. */
export function reminderWords({ remindedCount, expiresAt }: ApprovalRow): string {
  if (expiresAt === null) return 'none, as there is no deadline';
  if (remindedCount === 0) return 'none yet; one comes at a half and one at four fifths of the time';
  return remindedCount === 1 ? 'one, at a half of the time' : 'two, the last at four fifths of the time';
}

/** What kind of thing is asked, and of whom. */
export function questionTitle({ kind, app }: ApprovalRow): string {
  switch (kind) {
    case 'QUESTION':
      return `Question of ${visibleText(app)}`;
    case 'COMMAND':
      return 'A command';
    case 'SESSION_START':
      return 'A start of remote access';
  }
}

/** Why somebody who sees a question may not answer it. */
export function noAnswerSentence({ app, needsSomebodyElse }: ApprovalRow): string {
  const who = `the session’s own user and operators of ${visibleText(app)} may`;
  return `You may see this question, but not answer it: ${who}${needsSomebodyElse ? ', other than who asks' : ''}.`;
}

/** The page of the session that asks. */
export function sessionAddress({ kind, sessionId }: ApprovalRow): string {
  return kind === 'QUESTION' ? `/sessions/${sessionId}` : `/remote/${sessionId}`;
}

/** The session that asks, in few words. */
export function sessionName({ session, sessionId }: ApprovalRow): string {
  return session?.name ?? shortId(sessionId);
}

function verdictWords(row: ApprovalRow, nowMs: number, viewerId: string | undefined): string {
  const { decidedAt, state } = row;
  // What lapsed or was cancelled after a decision was approved: nothing else is open to that.
  const verdict = state === 'DENIED' ? 'denied' : 'approved';
  const when = decidedAt === null ? '' : `, ${shortDuration(sinceMs(decidedAt, nowMs))} ago`;
  return `${verdict} by ${decider(row, viewerId)}${when}`;
}

function decider({ decidedBy, grantId }: ApprovalRow, viewerId: string | undefined): string {
  if (decidedBy === null) return 'nobody';
  const isViewer = viewerId !== undefined && decidedBy.id === viewerId;
  // They were not asked this time: what they allowed before covers it.
  if (grantId !== null) return `a grant of ${isViewer ? 'yours' : decidedBy.name}`;
  return isViewer ? 'you' : decidedBy.name;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
