import { z } from 'zod';
import { InvalidInputError } from '../../kernel/errors.ts';
import { type Metadata, statedActivities } from './session.ts';

const maxMetadataBytes = 16_384;
const minHeartbeatIntervalMs = 1_000;

const label = z.string().max(200, 'at most 200 characters');

const maxIdCharacters = 100;

export const idInput = z
  .string()
  .min(1, 'must not be empty')
  .max(maxIdCharacters, `at most ${maxIdCharacters} characters`);

export const messageInput = z.string().max(1_000, 'at most 1,000 characters');

export const metadataInput = z.custom<Metadata>().superRefine((metadata, context) => {
  const problem = metadataProblem(metadata);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

const tagsInput = z
  .array(z.string().trim().min(1, 'must not be empty').max(50, 'at most 50 characters'))
  .max(20, 'at most 20 tags')
  .transform((tags) => [...new Set(tags)]);

/** @param maxHeartbeatIntervalMs a third of the stale limit, so that two lost heartbeats are forgiven */
export function registrationInput(maxHeartbeatIntervalMs: number) {
  return z.object({
    app: z.string().trim().min(1, 'name the app, as you want to see it in the list').max(100, 'at most 100 characters'),
    ownerId: idInput,
    name: label.nullish(),
    userId: label.nullish(),
    // An empty one would make one session of all that have none.
    externalId: label.nullish().transform((externalId) => externalId || null),
    metadata: metadataInput.nullish(),
    tags: tagsInput.nullish(),
    heartbeatIntervalMs: z
      .number()
      .int()
      .min(minHeartbeatIntervalMs, `at least ${minHeartbeatIntervalMs} ms`)
      .max(maxHeartbeatIntervalMs, `at most ${maxHeartbeatIntervalMs} ms, a third of the stale limit`)
      .nullish(),
  });
}

export const patchInput = z.object({
  id: idInput,
  name: label.nullish(),
  metadata: metadataInput.nullish(),
  tags: tagsInput.nullish(),
  activity: z.enum(statedActivities).nullish(),
  error: z
    .object({
      message: messageInput.min(1, 'must not be empty'),
      code: label.nullish().transform((code) => code ?? null),
      helpUrl: z
        .url({ protocol: /^https?$/, error: 'must be an http or https address' })
        .max(2_000, 'at most 2,000 characters')
        .nullish()
        .transform((url) => url ?? null),
    })
    .nullish(),
});

/** Looks at a hundred ids in the time in which a list of {@link idInput} looks at ten: each heartbeat brings as many. */
export const sessionIdsInput = z.custom<readonly string[]>().superRefine((ids, context) => {
  const refuse = (message: string, path: number[] = []): void => context.addIssue({ code: 'custom', message, path });
  if (ids.length === 0) return refuse('name at least one session');
  if (ids.length > 1_000) return refuse('at most 1,000 sessions at once; send the rest in another call');
  ids.forEach((id, at) => {
    // A character is one of these units, or two.
    if (id.length > 0 && id.length <= maxIdCharacters) return;
    for (const { message } of idInput.safeParse(id).error?.issues ?? []) refuse(message, [at]);
  });
});

/** A patch may fit while what it makes does not. @throws {InvalidInputError} when the whole is over its bound */
export function requireMetadataFits(metadata: Metadata): void {
  const problem = metadataProblem(metadata);
  if (problem !== null) throw new InvalidInputError([{ path: 'metadata', message: problem }]);
}

function metadataProblem(metadata: Metadata): string | null {
  const sizeBytes = jsonBytes(metadata);
  if (sizeBytes === null) return 'is nested too deeply';
  return sizeBytes <= maxMetadataBytes ? null : `is ${sizeBytes} bytes as JSON; at most ${maxMetadataBytes}`;
}

/** @returns null where it is nested so deeply that the stack does not hold it */
function jsonBytes(metadata: Metadata): number | null {
  try {
    return new TextEncoder().encode(JSON.stringify(metadata)).length;
  } catch {
    return null;
  }
}
