import { authorize, type Principal } from '../../kernel/principal.ts';
import { type Caller, refusalOf } from '../../kernel/record.ts';
import type { Look, OpenSubscription, SubscriptionSource } from '../../kernel/subscription.ts';
import { isRunning, requireOwned, type Session, SessionNotFoundError, type SessionReader } from '../sessions/index.ts';
import type { Approval } from './approval.ts';
import { ApprovalNotFoundError } from './errors.ts';
import type { ApprovalReader } from './store.ts';

interface ApprovalDecisionPorts {
  readonly sessions: Pick<SessionReader, 'find'>;
  readonly approvals: Pick<ApprovalReader, 'find'>;
  readonly openSubscription: OpenSubscription;
  approvalSent(caller: Caller, approvalId: string): void;
}

export type OpenApprovalDecision = ReturnType<typeof createApprovalDecision>;

export function createApprovalDecision(ports: ApprovalDecisionPorts) {
  /**
   * For the asker: what became of its question, at once or when it comes; then over.
   * @throws {ApprovalNotFoundError} when the caller's sessions have none such, also later on
   * @throws {ForbiddenError} when the caller may ask nothing any more
   * @throws {SessionSupersededError} when a newer owner has taken the session over, also later on
   * @throws {InvalidInputError} when a hundred of the session's questions are waited for
   */
  return async function openApprovalDecision(caller: Caller, id: string): Promise<AsyncIterableIterator<Approval>> {
    authorize(caller.principal, 'approval.ask');
    const approval = await ports.approvals.find(id);
    if (approval === null) throw new ApprovalNotFoundError(id);
    const session = await ports.sessions.find(approval.sessionId);
    requireAsker(caller.principal, session, approval);
    return ports.openSubscription<Approval>(new ApprovalDecision(ports, caller, approval));
  };
}

/** What one asker waits for. */
class ApprovalDecision implements SubscriptionSource<Approval> {
  readonly sessionId: string;
  readonly isForAnswer = true;
  readonly #ports: ApprovalDecisionPorts;
  readonly #caller: Caller;
  readonly #id: string;
  /** Of a session's token: whoever held it hears that its question was cancelled, though the token is gone by then. */
  readonly #tokenHolder: Principal | null;
  #isTold = false;

  constructor(ports: ApprovalDecisionPorts, caller: Caller, { id, sessionId }: Approval) {
    const { principal } = caller;
    this.sessionId = sessionId;
    this.#ports = ports;
    this.#caller = caller;
    this.#id = id;
    this.#tokenHolder = principal.kind === 'SESSION_TOKEN' ? principal : null;
  }

  async look(): Promise<Look<Approval>> {
    if (this.#isTold) return { kind: 'DONE' };
    const { sessions, approvals, approvalSent } = this.#ports;
    // A token ends with its session. It is asked before the session is read, so that its end is never mistaken for a refusal.
    const refusal = this.#tokenHolder === null ? null : refusalOf(this.#caller);
    const approval = await approvals.find(this.#id);
    const session = await sessions.find(this.sessionId);
    if (approval === null || session === null) return { kind: 'DONE' };
    if (refusal !== null && isRunning(session)) throw refusal;
    requireAsker(this.#tokenHolder ?? this.#caller.principal, session, approval);
    if (approval.state === 'PENDING') return { kind: 'NOTHING' };
    this.#isTold = true;
    if (isRunning(session)) approvalSent(this.#caller, approval.id);
    return { kind: 'MESSAGE', message: approval, hasMore: true };
  }
}

function requireAsker(principal: Principal, session: Session | null, { id, sessionId }: Approval): void {
  try {
    requireOwned(principal, session, sessionId, 'approval.ask');
  } catch (error) {
    if (error instanceof SessionNotFoundError) throw new ApprovalNotFoundError(id);
    throw error;
  }
}
