import { isAllowed, type Principal } from '../../kernel/principal.ts';
import type { Approval } from './approval.ts';
import { subjectOf } from './subject.ts';

/** Whether what the sessions of an app ask must be answered by somebody else than who asks. */
export interface ApprovalRule {
  readonly app: string;
  readonly needsSomebodyElse: boolean;
}

/** The rules as a unit of work sees them. */
export interface ApprovalRuleStore {
  /** The rule of an app; one that nobody has set asks for nobody in particular. */
  find(app: string): Promise<ApprovalRule>;
  put(rule: ApprovalRule): Promise<void>;
}

/** Committed rules, for reading. */
export interface ApprovalRuleReader {
  /** Those that were set, by app. */
  list(): Promise<readonly ApprovalRule[]>;
}

type Asked = Pick<Approval, 'kind' | 'userId' | 'askedBy'>;

/** Whether it is this caller's own question: what they asked themselves, or what an app asks on their behalf. */
export function isOwnQuestion(principal: Principal, { kind, userId, askedBy }: Asked): boolean {
  if (principal.kind !== 'PERSON') return false;
  if (kind === 'QUESTION') return userId !== null && userId === principal.userId;
  return askedBy.kind === 'PERSON' && askedBy.id === principal.personId;
}

/** Whether the caller may answer it, now. */
export function canDecide(principal: Principal, approval: Approval): boolean {
  if (approval.state !== 'PENDING' || !isAllowed(principal, 'approval.decide', subjectOf(approval))) return false;
  return !approval.needsSomebodyElse || !isOwnQuestion(principal, approval);
}
