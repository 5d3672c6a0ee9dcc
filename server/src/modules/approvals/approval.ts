import type { Actor, RecordDraft } from '../../kernel/record.ts';

/** What is asked: an app's own question in its own words, whether a session may start, whether a command may run. */
export type ApprovalKind = 'QUESTION' | 'SESSION_START' | 'COMMAND';

export const approvalStates = ['PENDING', 'APPROVED', 'DENIED', 'EXPIRED', 'CANCELLED'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** What the deadline does: nothing, or it closes the question as expired, which allows nothing and is nobody's no. */
export const expiryRules = ['WAIT', 'DENY'] as const;
export type ExpiryRule = (typeof expiryRules)[number];

export const verdicts = ['APPROVE', 'DENY'] as const;
export type Verdict = (typeof verdicts)[number];

/** A question that waits for a person. Times are milliseconds UTC. */
export interface Approval {
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly sessionId: string;
  /** The session's, as of asking: whoever may see that may see this. */
  readonly app: string;
  readonly userId: string | null;
  /** Which process held the session as it asked. */
  readonly ownerId: string;
  /** The asker's own key for it, unique within the session. */
  readonly askKey: string;
  readonly title: string;
  /** What is asked, as exact data. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Of kind, title and details: equal for the same thing. */
  readonly subjectHash: string;
  readonly askedBy: Actor;
  readonly askedAtMs: number;
  /** Null: it waits for as long as its session runs. */
  readonly expiresAtMs: number | null;
  readonly onExpiry: ExpiryRule;
  readonly state: ApprovalState;
  /** Stays readable in whatever became of the decision. */
  readonly decidedBy: Actor | null;
  readonly decidedAtMs: number | null;
  /** What the decider tells the asker. */
  readonly note: string | null;
  /** When what became of it left for the asker. */
  readonly sentAtMs: number | null;
  /** When the asker said that it acts on it. */
  readonly actedAtMs: number | null;
  /** Who said so. */
  readonly actedBy: Actor | null;
  /** How many of its {@link reminders} have come. */
  readonly remindedCount: number;
  /** What it was approved by, where nobody was asked. */
  readonly grantId: string | null;
  /** Whether it must be answered by somebody else than who asks, by the rules of its app and its host. */
  readonly needsSomebodyElse: boolean;
  /** The registry's revision at its last change. */
  readonly revision: number;
}

/** What time needs to know of a question: it is kept in memory for each that waits, and of what is asked nothing is. */
export type TimedApproval = Pick<
  Approval,
  'id' | 'state' | 'askedAtMs' | 'expiresAtMs' | 'onExpiry' | 'decidedAtMs' | 'actedAtMs' | 'remindedCount'
>;

/** A question's next state, and the record that tells of it. */
export interface ApprovalChange {
  readonly approval: Approval;
  readonly record: RecordDraft;
}

/** How long an approval waits to be acted on: what was allowed long ago may be unwanted by now. */
export const actWithinMs = 300_000;

/** When people are reminded, as parts of the time that a question has. */
const reminders = [1 / 2, 4 / 5] as const;

export type ApprovalRequest = Pick<
  Approval,
  | 'id'
  | 'kind'
  | 'sessionId'
  | 'app'
  | 'userId'
  | 'ownerId'
  | 'askKey'
  | 'title'
  | 'details'
  | 'subjectHash'
  | 'askedBy'
  | 'onExpiry'
> & { readonly expiresInMs: number | null };

export function requestApproval({ expiresInMs, ...asked }: ApprovalRequest, nowMs: number): ApprovalChange {
  const approval: Approval = {
    askedAtMs: nowMs,
    expiresAtMs: expiresInMs === null ? null : nowMs + expiresInMs,
    state: 'PENDING',
    decidedBy: null,
    decidedAtMs: null,
    note: null,
    sentAtMs: null,
    actedAtMs: null,
    actedBy: null,
    remindedCount: 0,
    grantId: null,
    needsSomebodyElse: false,
    revision: 0,
    ...asked,
  };
  const { expiresAtMs, onExpiry } = approval;
  return changed(approval, 'APPROVAL_REQUESTED', { after: { expiresAtMs, onExpiry } });
}

export interface Decision {
  readonly verdict: Verdict;
  readonly by: Actor;
  readonly note: string | null;
}

/** @returns null where it is closed: the first answer counts */
export function decide(approval: Approval, { verdict, by, note }: Decision, nowMs: number): ApprovalChange | null {
  if (approval.state !== 'PENDING') return null;
  const decided = { ...approval, decidedBy: by, decidedAtMs: nowMs, note };
  return verdict === 'APPROVE'
    ? changed({ ...decided, state: 'APPROVED' }, 'APPROVAL_APPROVED', { note })
    : changed({ ...decided, state: 'DENIED' }, 'APPROVAL_DENIED', { note });
}

/** Whether this is what was decided, by the same: a lost answer may be asked for again. */
export function isDecidedSo({ state, decidedBy }: Approval, { verdict, by }: Omit<Decision, 'note'>): boolean {
  return state === (verdict === 'APPROVE' ? 'APPROVED' : 'DENIED') && isSame(decidedBy, by);
}

/** Whether something may still come of it: an answer, or a deed. */
export function isOpen({ state, actedAtMs }: TimedApproval): boolean {
  return state === 'PENDING' || (state === 'APPROVED' && actedAtMs === null);
}

/** Nobody asks any more, or nobody is left to act. @returns null where nothing may come of it anyway */
export function cancel(approval: Approval): ApprovalChange | null {
  return isOpen(approval) ? changed({ ...approval, state: 'CANCELLED' }, 'APPROVAL_CANCELLED') : null;
}

/** What became of it leaves for the asker. @returns null where nothing has, or it left already */
export function markSent(approval: Approval, nowMs: number): ApprovalChange | null {
  if (approval.state === 'PENDING' || approval.sentAtMs !== null) return null;
  return changed({ ...approval, sentAtMs: nowMs }, 'APPROVAL_SENT');
}

/** The asker does what was allowed. @returns null where nothing is allowed, or it said so before */
export function act(approval: Approval, by: Actor, nowMs: number): ApprovalChange | null {
  if (approval.state !== 'APPROVED' || approval.actedAtMs !== null) return null;
  const sentAtMs = approval.sentAtMs ?? nowMs;
  return changed({ ...approval, sentAtMs, actedAtMs: nowMs, actedBy: by }, 'APPROVAL_ACTED_ON');
}

/** Whether the same have only just said so: a lost answer may be asked for again, and nothing is done twice by two. */
export function isActedOnSo({ actedAtMs, actedBy }: Approval, by: Actor, nowMs: number): boolean {
  return actedAtMs !== null && isSame(actedBy, by) && Math.abs(nowMs - actedAtMs) <= actWithinMs;
}

/** @param elapsedMs since it was asked, or approved. @returns null where that ends nothing */
export function expire(approval: Approval, elapsedMs: number): ApprovalChange | null {
  const afterMs = isOpen(approval) ? closesAfterMs(approval) : null;
  if (afterMs === null || elapsedMs < afterMs) return null;
  const isLapse = approval.state === 'APPROVED';
  return changed({ ...approval, state: 'EXPIRED' }, isLapse ? 'APPROVAL_LAPSED' : 'APPROVAL_EXPIRED');
}

/** @param elapsedMs since it was asked. @returns null where no reminder is due */
export function remind(approval: Approval, elapsedMs: number): ApprovalChange | null {
  if (approval.state !== 'PENDING') return null;
  const remindedCount = remindsAfterMs(approval).filter((afterMs) => elapsedMs >= afterMs).length;
  if (remindedCount <= approval.remindedCount) return null;
  return changed({ ...approval, remindedCount }, 'APPROVAL_REMINDED', { after: { remindedCount } });
}

/** How long after it was asked, or approved, time next does something to it; null: never. */
export function nextDueMs(approval: TimedApproval): number | null {
  if (!isOpen(approval)) return null;
  const reminderMs = approval.state === 'PENDING' ? remindsAfterMs(approval)[approval.remindedCount] : undefined;
  return reminderMs ?? closesAfterMs(approval);
}

function closesAfterMs({ state, askedAtMs, expiresAtMs, onExpiry }: TimedApproval): number | null {
  if (state === 'APPROVED') return actWithinMs;
  return expiresAtMs === null || onExpiry === 'WAIT' ? null : expiresAtMs - askedAtMs;
}

function remindsAfterMs({ askedAtMs, expiresAtMs }: TimedApproval): readonly number[] {
  return expiresAtMs === null ? [] : reminders.map((part) => Math.ceil((expiresAtMs - askedAtMs) * part));
}

function isSame(actor: Actor | null, by: Actor): boolean {
  return actor?.kind === by.kind && actor.id === by.id;
}

function changed(
  approval: Approval,
  action: RecordDraft['action'],
  { note = null, after = {} }: Partial<Pick<RecordDraft, 'note' | 'after'>> = {},
): ApprovalChange {
  const { id, kind, state, title, subjectHash } = approval;
  return { approval, record: { action, note, after: { approvalId: id, kind, state, title, subjectHash, ...after } } };
}
