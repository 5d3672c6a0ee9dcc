import type { Approval, Approvals } from './approvals.ts';
import { failures, graphqlFailure } from './failures.ts';
import { iterate } from './iterate.ts';
import type { Caller } from './model.ts';
import { mayOperate } from './people.ts';
import type { Registry } from './registry.ts';

interface Answer {
  readonly ids: readonly string[];
  readonly decision: 'APPROVE' | 'DENY';
  readonly note?: string | null;
}

/** What people see of the questions, and say to them. */
export function createInboxResolvers(registry: Registry, approvals: Approvals) {
  function requirePerson(caller: Caller): void {
    if (caller.role === null) throw graphqlFailure('FORBIDDEN', 'Only a dashboard may ask this.');
  }

  function decide(caller: Caller, id: string, { decision, note }: Answer): object {
    const approval = approvals.find(id);
    if (approval === undefined) return failures.approvalNotFound(id);
    if (approval.state !== 'PENDING') return failures.approvalClosed(approval);
    approvals.decide(approval, decision === 'APPROVE' ? 'APPROVED' : 'DENIED', caller.actor, note ?? null);
    return { __typename: 'DecideApprovalSuccess', approval };
  }

  return {
    Query: {
      approvalRules: () => [],
      approval: (_: unknown, { id }: { id: string }, caller: Caller) => {
        requirePerson(caller);
        return approvals.find(id) ?? null;
      },
      approvals: (
        _: unknown,
        { filter, first }: { filter?: { states?: readonly string[] | null } | null; first: number },
        caller: Caller,
      ) => {
        requirePerson(caller);
        const found = approvals.all().filter(({ state }) => filter?.states?.includes(state) ?? true);
        return {
          edges: found.slice(0, first).map((node) => ({ cursor: node.id, node })),
          pageInfo: { hasNextPage: found.length > first, hasPreviousPage: false, endCursor: found.at(-1)?.id ?? null },
          totalCount: found.length,
          revision: String(registry.revision),
        };
      },
    },
    Mutation: {
      decideApprovals: (_: unknown, { input }: { input: Answer }, caller: Caller) =>
        mayOperate(caller)
          ? { __typename: 'DecideApprovalsSuccess', results: input.ids.map((id) => decide(caller, id, input)) }
          : failures.forbidden(),
    },
    Subscription: {
      approvalChanges: {
        subscribe(_: unknown, __: unknown, caller: Caller) {
          requirePerson(caller);
          const told = new Map(approvals.all().map(({ id, state }) => [id, state]));
          let isFirst = true;
          return iterate(
            (wake) => approvals.onChange(wake),
            () => {
              const upserted = approvals.all().filter(({ id, state }) => told.get(id) !== state);
              if (!isFirst && upserted.length === 0) return undefined;
              isFirst = false;
              for (const { id, state } of upserted) told.set(id, state);
              const revision = String(registry.revision);
              return {
                value: { approvalChanges: { revision, upserted: upserted.map((it) => ({ ...it })), resync: false } },
              };
            },
          );
        },
      },
    },
    Approval: {
      kind: () => 'QUESTION',
      app: ({ sessionId }: Approval) => registry.find(sessionId)?.app,
      userId: ({ sessionId }: Approval) => registry.find(sessionId)?.userId ?? null,
      session: ({ sessionId }: Approval) => registry.find(sessionId) ?? null,
      askedBy: () => ({ kind: 'KEY', id: null, name: 'its key' }),
      askedAt: ({ sessionId }: Approval) => new Date(registry.find(sessionId)?.startedAtMs ?? 0).toISOString(),
      remindedCount: () => 0,
      needsSomebodyElse: () => false,
      canDecide: ({ state }: Approval, _: unknown, caller: Caller) => state === 'PENDING' && mayOperate(caller),
    },
  };
}
