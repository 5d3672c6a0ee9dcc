import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { problemsIn } from './policy-problems.ts';

/** In what way the commands of a session are allowed. */
export const safetyModes = ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'] as const;

export type SafetyMode = (typeof safetyModes)[number];

/** What this machine allows, whatever the server asks for. */
export interface Policy {
  /** @default SUPERVISED and READ_ONLY: what runs unasked is allowed on purpose */
  readonly modes: readonly SafetyMode[];
  /** Whom commands may run as; the first where none is asked for. @default the user this process runs as, unless that is root */
  readonly systemUsers: readonly string[];
  /** Where commands may start, and all that the sandbox shows besides the system. @default the home of the first user */
  readonly folders: readonly string[];
  /** What is replaced in every output before it leaves the machine. */
  readonly secrets: SecretSources;
  /** @default 8 */
  readonly maxRunningCommands: number;
  /** Of one command in the sandbox, or without root; of one system user otherwise. @default 256 */
  readonly maxProcesses: number;
  /** Address space of one process. @default 4 GiB */
  readonly maxMemoryBytes: number;
  /** Where executables are looked for. */
  readonly path: string;
}

export interface SecretSources {
  /** Names of variables of this process. */
  readonly environment: readonly string[];
  /** Files whose content is secret, as a whole and line by line. */
  readonly files: readonly string[];
  readonly values: readonly string[];
}

/** A secret shorter than this would blacken half of every output. */
export const SHORTEST_SECRET_BYTES = 6;

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');

const secrets = z.strictObject({
  environment: z.array(z.string().min(1)).default([]),
  files: z.array(absolutePath).default([]),
  values: z
    .array(
      z
        .string()
        .refine(
          (value) => Buffer.byteLength(value) >= SHORTEST_SECRET_BYTES,
          `must have at least ${SHORTEST_SECRET_BYTES} bytes`,
        ),
    )
    .default([]),
});

const schema = z.strictObject({
  modes: z.array(z.enum(safetyModes)).min(1).default(['SUPERVISED', 'READ_ONLY']),
  systemUsers: z.array(z.string().min(1)).default([]),
  folders: z.array(absolutePath).default([]),
  secrets: secrets.prefault({}),
  maxRunningCommands: z.int().min(1).max(1_000).default(8),
  maxProcesses: z.int().min(1).max(100_000).default(256),
  maxMemoryBytes: z
    .int()
    .min(64 * 2 ** 20)
    .default(4 * 2 ** 30),
  path: z
    .string()
    .refine((path) => path.split(':').every(isAbsolute), 'must be absolute folders with colons between them')
    .default('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
});

/** Thrown when what this machine is told to allow cannot be meant; names every problem. */
export class PolicyError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the policy cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'PolicyError';
    this.problems = problems;
  }
}

/**
 * Reads a policy from the text of its file.
 *
 * @throws {PolicyError} with all problems at once.
 */
export function readPolicy(text: string): Policy {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new PolicyError([`it is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const fieldsAt = (place: string) => Object.keys(place === 'secrets' ? secrets.shape : schema.shape);
  throw new PolicyError(problemsIn(result.error.issues, fieldsAt));
}
