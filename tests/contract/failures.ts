import { GraphQLError } from 'graphql';
import type { Approval } from './approvals.ts';
import type { Kill, Session, Task } from './model.ts';

/** The expected failures of the contract: members of the mutations' unions. */
export const failures = {
  invalidInput: (path: string, message: string) => ({
    __typename: 'InvalidInputError',
    code: 'INVALID_INPUT',
    message,
    issues: [{ path, message }],
  }),
  forbidden: () => ({ __typename: 'ForbiddenError', code: 'FORBIDDEN', message: 'You may not do this.' }),
  sessionNotFound: (sessionId: string) => ({
    __typename: 'SessionNotFoundError',
    code: 'SESSION_NOT_FOUND',
    message: `There is no session ${sessionId}.`,
    sessionId,
  }),
  sessionEnded: ({ id, endReason, endMessage }: Session) => ({
    __typename: 'SessionEndedError',
    code: 'SESSION_ENDED',
    message: `Session ${id} has ended.`,
    sessionId: id,
    endReason,
    endMessage,
  }),
  superseded: (sessionId: string) => ({
    __typename: 'SessionSupersededError',
    code: 'SUPERSEDED',
    message: 'Another owner took this session over.',
    sessionId,
  }),
  killedRecently: (kill: Kill) => ({
    __typename: 'SessionKilledRecentlyError',
    code: 'KILLED_RECENTLY',
    message: `Killed by ${kill.requestedBy.name} a moment ago.`,
    kill,
    retryAt: new Date((kill.endedAtMs ?? kill.requestedAtMs) + 60_000).toISOString(),
  }),
  taskNotFound: (taskId: string) => ({
    __typename: 'TaskNotFoundError',
    code: 'TASK_NOT_FOUND',
    message: `There is no task ${taskId}.`,
    taskId,
  }),
  taskFinished: ({ id, state }: Task) => ({
    __typename: 'TaskFinishedError',
    code: 'TASK_FINISHED',
    message: `Task ${id} has finished.`,
    taskId: id,
    state,
  }),
  approvalNotFound: (approvalId: string) => ({
    __typename: 'ApprovalNotFoundError',
    code: 'APPROVAL_NOT_FOUND',
    message: `There is no approval ${approvalId}.`,
    approvalId,
  }),
  approvalLimit: (limit: number) => ({
    __typename: 'ApprovalLimitError',
    code: 'APPROVAL_LIMIT',
    message: `${limit} questions of this session wait.`,
    limit,
  }),
  approvalClosed: (approval: Approval) => {
    const { state } = approval;
    const [name, code] =
      state === 'EXPIRED'
        ? ['ApprovalExpiredError', 'APPROVAL_EXPIRED']
        : state === 'CANCELLED'
          ? ['ApprovalCancelledError', 'APPROVAL_CANCELLED']
          : ['ApprovalDecidedError', 'APPROVAL_DECIDED'];
    return { __typename: name, code, message: `This is ${state}.`, approval };
  },
  killNotFound: (killId: string) => ({
    __typename: 'KillNotFoundError',
    code: 'KILL_NOT_FOUND',
    message: `There is no kill ${killId}.`,
    killId,
  }),
};

/** A failure of a query or a subscription, which have no unions. */
export function graphqlFailure(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
