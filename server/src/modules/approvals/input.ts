import { z } from 'zod';
import { idInput, messageInput, metadataInput, namesInput } from '../sessions/index.ts';
import { type ApprovalState, expiryRules, verdicts } from './approval.ts';

const thirtyDaysMs = 30 * 86_400_000;
const longTimeInput = z.number().int().min(1_000, 'at least 1,000 ms').max(thirtyDaysMs, 'at most 30 days');

export const requestInput = z.object({
  sessionId: idInput,
  key: idInput,
  title: z.string().trim().min(1, 'say what is asked').max(200, 'at most 200 characters'),
  details: metadataInput.nullish().transform((details) => details ?? {}),
  expiresInMs: longTimeInput.nullish().transform((expiresInMs) => expiresInMs ?? null),
  onExpiry: z
    .enum(expiryRules)
    .nullish()
    .transform((rule) => rule ?? 'DENY'),
});

/** An empty note says as much as none. */
const noteInput = messageInput.nullish().transform((note) => note || null);

export const denialInput = z.object({ id: idInput, note: noteInput });

export const approveInput = denialInput.extend({
  grant: z
    .object({ uses: z.number().int().min(1, 'at least one').max(1_000, 'at most 1,000 uses'), forMs: longTimeInput })
    .nullish()
    .transform((grant) => grant ?? null),
});

export const decisionsInput = z.object({
  ids: z.array(idInput).min(1, 'name at least one approval').max(1_000, 'at most 1,000 approvals at once'),
  decision: z.enum(verdicts),
  note: noteInput,
});

const sessionId = z.string().max(100, 'at most 100 characters').optional();
/** GraphQL has found each to be of its enum; how many there are is left to check. */
const states = z.custom<readonly ApprovalState[]>((list) => Array.isArray(list) && list.length <= 100, 'at most 100');

export const watchedInput = z.object({ sessionId, apps: namesInput.optional() });

export const approvalFilterInput = watchedInput.extend({ states: states.optional() });
