import { z } from 'zod';
import { nameInput } from '../access/index.ts';
import { idInput, metadataInput, safetyModes } from '../sessions/index.ts';

const hourMs = 3_600_000;
const maxCodeMs = 7 * 24 * hourMs;

const text = z.string().max(200, 'at most 200 characters');
const path = z.string().max(4_096, 'at most 4,096 characters');
const amount = z.number().min(0, 'not negative').max(Number.MAX_SAFE_INTEGER);

const labelsInput = z
  .array(z.string().trim().min(1, 'must not be empty').max(50, 'at most 50 characters'))
  .max(20, 'at most 20 labels')
  .transform((labels) => [...new Set(labels)]);

const appInput = z.string().trim().min(1, 'name the app').max(100, 'at most 100 characters');

export const codeInput = z.object({
  app: appInput.nullish().transform((app) => app ?? 'remote'),
  name: nameInput.nullish().transform((name) => name ?? null),
  labels: labelsInput.nullish().transform((labels) => labels ?? null),
  expiresInMs: z
    .number()
    .int('must be a whole number of milliseconds')
    .min(60_000, 'at least a minute')
    .max(maxCodeMs, 'at most 7 days')
    .nullish()
    .transform((forMs) => forMs ?? hourMs),
});

const systemInput = z.object({
  platform: text,
  release: text,
  arch: text,
  hostname: text,
  cpuCount: z.number().int().min(0).max(100_000),
  memoryBytes: amount,
  version: text,
});

const abilitiesInput = z.object({
  modes: z.array(z.enum(safetyModes)).transform((modes) => safetyModes.filter((mode) => modes.includes(mode))),
  sandbox: z.boolean(),
  sandboxProblem: z
    .string()
    .max(1_000, 'at most 1,000 characters')
    .nullish()
    .transform((problem) => problem ?? null),
  pidNamespaces: z.boolean(),
  systemUsers: z.array(text).max(100, 'at most 100 users'),
  folders: z.array(path).max(100, 'at most 100 folders'),
});

export const joinInput = z.object({
  name: nameInput,
  labels: labelsInput.nullish().transform((labels) => labels ?? []),
  keyHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex'),
  system: systemInput,
  abilities: abilitiesInput,
});

export const arrivalInput = z.object({ instanceId: idInput, system: systemInput, abilities: abilitiesInput });

export const reportInput = z.object({
  load: z.object({ loadAverage: amount, freeMemoryBytes: amount, runningCommands: z.number().int().min(0) }),
  abilities: abilitiesInput.nullish(),
});

export const updateInput = z.object({
  id: idInput,
  name: nameInput.nullish(),
  labels: labelsInput.nullish(),
  needsSomebodyElse: z.boolean().nullish(),
});

const label = z.string().max(200, 'at most 200 characters');
const given = <T>(value: T | null | undefined): T | null => value ?? null;

export const remoteInput = z.object({
  hostId: idInput,
  safetyMode: z.enum(safetyModes),
  reason: label.trim().min(1, 'say why'),
  metadata: metadataInput.nullish(),
  userId: label.nullish().transform((userId) => userId || null),
  systemUser: label.nullish().transform(given),
  key: idInput.nullish().transform(given),
});

export type RemoteInput = z.output<typeof remoteInput>;

export const endInput = z.object({
  sessionId: idInput,
  survivors: z.array(z.string().min(1).max(500, 'at most 500 characters')).max(100, 'at most 100'),
});
