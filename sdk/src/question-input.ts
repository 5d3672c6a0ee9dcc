import type { RequestApprovalInput } from './generated/graphql.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { invalid, requireLength, toJson } from './session-options.ts';

const UNREACHABLE_AFTER_MS = 30_000;

/** What a question needs of its request, checked. */
export interface QuestionInput extends Pick<ApprovalRequest, 'signal'> {
  readonly asked: Omit<RequestApprovalInput, 'key' | 'sessionId'>;
  readonly unreachableAfterMs: number;
  /** From when it is stored on; infinity where only people close it. */
  readonly closesAfterMs: number;
  readonly isAllowedUnasked: boolean;
}

/** @throws {InvalidInputError} where the server would not see what is wrong, or too late */
export function toQuestionInput(request: ApprovalRequest): QuestionInput {
  const { title, details, expiresInMs, onExpiry, signal, whenUnreachable } = request;
  const { unreachableAfterMs = UNREACHABLE_AFTER_MS } = request;
  requireLength('title', title, 1, 200);
  // No number at all would pass for no deadline, or open a gate at once.
  requirePositive('expiresInMs', expiresInMs ?? 1);
  requirePositive('unreachableAfterMs', unreachableAfterMs);
  return {
    asked: {
      title,
      ...(details !== undefined && { details: toJson('details', details) }),
      ...(expiresInMs !== undefined && { expiresInMs }),
      ...(onExpiry !== undefined && { onExpiry }),
    },
    ...(signal !== undefined && { signal }),
    unreachableAfterMs,
    closesAfterMs: onExpiry === 'WAIT' ? Infinity : (expiresInMs ?? Infinity),
    isAllowedUnasked: whenUnreachable === 'approve',
  };
}

function requirePositive(path: string, ms: number): void {
  if (typeof ms !== 'number' || !(ms > 0)) throw invalid(path, 'it is a number above 0');
}
