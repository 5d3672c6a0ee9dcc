import { failures, graphqlFailure } from './failures.ts';
import { iterate } from './iterate.ts';
import type { Actor, Caller, Session } from './model.ts';
import { type Registry, isOwnerOf } from './registry.ts';

export type ApprovalState = 'PENDING' | 'APPROVED' | 'DENIED' | 'EXPIRED' | 'CANCELLED';

export interface Approval {
  readonly id: string;
  readonly sessionId: string;
  readonly key: string;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly expiresInMs: number | null;
  readonly onExpiry: 'WAIT' | 'DENY';
  state: ApprovalState;
  decidedBy: Actor | null;
  decidedAtMs: number | null;
  note: string | null;
  /** How often the asker said that it acts, and was told that it may. */
  acted: number;
}

interface RequestInput {
  readonly sessionId: string;
  readonly key: string;
  readonly title: string;
  readonly details?: Readonly<Record<string, unknown>> | null;
  readonly expiresInMs?: number | null;
  readonly onExpiry?: 'WAIT' | 'DENY' | null;
}

const MOST_PENDING = 100;

/** The questions of a contract server's sessions; a test is the person who answers, and the time that passes. */
export class Approvals {
  readonly #registry: Registry;
  readonly #approvals: Approval[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  all(): readonly Approval[] {
    return this.#approvals;
  }

  find(id: string): Approval | undefined {
    return this.#approvals.find((approval) => approval.id === id);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  request({ sessionId, key, title, details, expiresInMs, onExpiry }: RequestInput): Approval | 'LIMIT' {
    const known = this.#approvals.find((approval) => approval.sessionId === sessionId && approval.key === key);
    if (known !== undefined) return known;
    const waiting = this.#approvals.filter((other) => other.sessionId === sessionId && other.state === 'PENDING');
    if (waiting.length >= MOST_PENDING) return 'LIMIT';
    const approval: Approval = {
      id: `approval_${this.#approvals.length + 1}`,
      ...{ sessionId, key, title, details: details ?? {} },
      expiresInMs: expiresInMs ?? null,
      onExpiry: onExpiry ?? 'DENY',
      state: 'PENDING',
      decidedBy: null,
      decidedAtMs: null,
      note: null,
      acted: 0,
    };
    this.#approvals.push(approval);
    this.#registry.onEnd(sessionId, () => this.cancel(approval));
    return approval;
  }

  decide(approval: Approval, state: 'APPROVED' | 'DENIED', by: Actor, note: string | null = null): void {
    this.#change(approval, { state, decidedBy: by, decidedAtMs: Date.now(), note });
  }

  /** Its time is over: nobody answered, or nobody acted. */
  expire(approval: Approval): void {
    this.#change(approval, { state: 'EXPIRED' });
  }

  cancel(approval: Approval): void {
    const isOpen = approval.state === 'PENDING' || (approval.state === 'APPROVED' && approval.acted === 0);
    if (isOpen) this.#change(approval, { state: 'CANCELLED' });
  }

  #change(approval: Approval, change: Partial<Approval>): void {
    Object.assign(approval, change);
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What the asker says and hears. */
export function createApprovalResolvers(registry: Registry, approvals: Approvals) {
  function owned(caller: Caller, sessionId: string, then: (session: Session) => object): object {
    const session = registry.find(sessionId);
    const owns = session === undefined ? 'NOT_YOURS' : isOwnerOf(caller, session);
    if (session === undefined || owns === 'NOT_YOURS') return failures.sessionNotFound(sessionId);
    return owns === 'SUPERSEDED' ? failures.superseded(sessionId) : then(session);
  }

  function ownedApproval(caller: Caller, id: string, then: (approval: Approval) => object): object {
    const approval = approvals.find(id);
    return approval === undefined
      ? failures.approvalNotFound(id)
      : owned(caller, approval.sessionId, () => then(approval));
  }

  return {
    Mutation: {
      requestApproval: (_: unknown, { input }: { input: RequestInput }, caller: Caller) =>
        owned(caller, input.sessionId, (session) => {
          if (session.lifecycle === 'ENDED') return failures.sessionEnded(session);
          if (input.expiresInMs != null && input.expiresInMs < 1_000)
            return failures.invalidInput('expiresInMs', 'It is at least 1,000 ms.');
          const approval = approvals.request(input);
          if (approval === 'LIMIT') return failures.approvalLimit(MOST_PENDING);
          return { __typename: 'RequestApprovalSuccess', approval };
        }),
      actOnApproval: (_: unknown, { input }: { input: { id: string } }, caller: Caller) =>
        ownedApproval(caller, input.id, (approval) => {
          if (approval.state !== 'APPROVED') return failures.approvalClosed(approval);
          approval.acted += 1;
          return { __typename: 'ActOnApprovalSuccess', approval };
        }),
      cancelApproval: (_: unknown, { input }: { input: { id: string } }, caller: Caller) =>
        ownedApproval(caller, input.id, (approval) => {
          approvals.cancel(approval);
          return { __typename: 'CancelApprovalSuccess', approval };
        }),
    },
    Subscription: {
      approvalDecision: {
        subscribe(_: unknown, { id }: { id: string }, caller: Caller) {
          let isTold = false;
          return iterate(
            (wake) => approvals.onChange(wake),
            () => {
              const approval = approvals.find(id);
              const session = registry.find(approval?.sessionId ?? '');
              if (isTold || approval === undefined || session === undefined) return { done: true };
              if (isOwnerOf(caller, session) === 'SUPERSEDED')
                return { error: graphqlFailure('SUPERSEDED', 'Another owner took this session over.') };
              if (approval.state === 'PENDING') return undefined;
              isTold = true;
              return { value: { approvalDecision: { ...approval } } };
            },
          );
        },
      },
    },
    Approval: {
      decidedAt: ({ decidedAtMs }: Approval) => (decidedAtMs === null ? null : new Date(decidedAtMs).toISOString()),
    },
  };
}
