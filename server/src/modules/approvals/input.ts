import { z } from 'zod';
import { idInput, messageInput, metadataInput, namesInput } from '../sessions/index.ts';
import { type ApprovalState, expiryRules, verdicts } from './approval.ts';
import { grantPlaces } from './grant.ts';

const thirtyDaysMs = 30 * 86_400_000;
const longTimeInput = z.number().int().min(1_000, 'at least 1,000 ms').max(thirtyDaysMs, 'at most 30 days');

/** Letters of no width, fillers and marks alone are nothing to read; an empty braille cell is as good as a space. */
const visible = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What people read is what was sent: JSON numbers beyond these have become others on their way here. */
const detailsInput = metadataInput.refine(hasExactNumbers, 'numbers at most 9007199254740991 each way; larger as text');

export const requestInput = z.object({
  sessionId: idInput,
  key: idInput,
  title: z.string().trim().max(200, 'at most 200 characters').regex(visible, 'say what is asked'),
  details: detailsInput.nullish().transform((details) => details ?? {}),
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
    .object({
      uses: z.number().int().min(1, 'at least one').max(1_000, 'at most 1,000 uses'),
      forMs: longTimeInput,
      on: z
        .enum(grantPlaces)
        .nullish()
        .transform((on) => on ?? 'SESSION'),
    })
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

/** Without recursion: details may be as deep as their bytes allow. */
function hasExactNumbers(details: unknown): boolean {
  const left: unknown[] = [details];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) left.push(member);
  }
  return true;
}
