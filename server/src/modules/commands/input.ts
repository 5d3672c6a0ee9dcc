import { z } from 'zod';
import { parseInput } from '../../kernel/input.ts';
import { idInput } from '../sessions/index.ts';
import { commandOutcomes, commandProblems, commandStates } from './command.ts';
import type { CommandSpec } from './spec.ts';

const argumentBytes = 131_072;
const lineBytes = 65_536;
const stdinBytes = 65_536;
/** Of all that is shown of it, as it is stored and sent: what is escaped takes up to six times as much. */
const shownBytes = 262_144;
const maxArguments = 1_000;
const maxVariables = 200;
const defaultTimeoutMs = 600_000;
/** What one report of output brings at most. */
const reportedOutputBytes = 262_144;

/** No system takes it in an argument, a variable or a path: what follows it would be run unseen, or not at all. */
const textInput = z.string().refine((text) => !text.includes('\0'), 'must not contain a NUL character');

const visible = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const argvInput = z
  .array(textInput)
  .min(1, 'name at least the program')
  .max(maxArguments, 'at most 1,000 arguments')
  .refine((argv) => argv[0] === undefined || visible.test(argv[0]), 'the program’s name is empty')
  .refine((argv) => bytesOf(argv) <= argumentBytes, 'at most 128 KiB in all');

const lineInput = textInput
  .regex(visible, 'say what is to be run')
  .refine((line) => bytesOf([line]) <= lineBytes, 'at most 64 KiB');

const pathInput = textInput.min(1, 'must not be empty').max(4_096, 'at most 4,096 characters');

const environmentInput = z
  .array(
    z.object({
      name: z
        .string()
        .max(200, 'at most 200 characters')
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
          error: 'letters, digits and _, and no digit first',
        }),
      value: textInput,
    }),
  )
  .max(maxVariables, 'at most 200 variables')
  .refine((env) => new Set(env.map(({ name }) => name)).size === env.length, 'names one variable twice')
  .refine((env) => bytesOf(env.flatMap(({ name, value }) => [name, value])) <= argumentBytes, 'at most 128 KiB in all')
  // One order for what is the same.
  .transform((env) => [...env].sort((one, other) => (one.name < other.name ? -1 : 1)));

export const runInput = z
  .object({
    sessionId: idInput,
    key: idInput,
    argv: argvInput.nullish(),
    line: lineInput.nullish(),
    cwd: pathInput.nullish().transform((cwd) => cwd ?? null),
    env: environmentInput.nullish().transform((env) => env ?? []),
    // Bytes for a program, not words for a system: a NUL is one of them.
    stdin: z
      .string()
      .refine((stdin) => bytesOf([stdin]) <= stdinBytes, 'at most 64 KiB')
      .nullish()
      .transform((stdin) => stdin ?? null),
    timeoutMs: z
      .number()
      .int()
      .min(1_000, 'at least 1,000 ms')
      .max(86_400_000, 'at most a day')
      .nullish()
      .transform((timeoutMs) => timeoutMs ?? defaultTimeoutMs),
  })
  .superRefine(({ argv, line }, context) => {
    if ((argv ?? null) !== null && (line ?? null) !== null)
      context.addIssue({ code: 'custom', path: ['line'], message: 'give argv or line, not both' });
    if ((argv ?? line ?? null) === null)
      context.addIssue({ code: 'custom', path: ['argv'], message: 'give argv, or a line' });
  })
  .refine(({ argv, line, env, stdin }) => bytesOf([JSON.stringify([argv, line, env, stdin])]) <= shownBytes, {
    path: ['argv'],
    message: 'with line, env and stdin at most 256 KiB as JSON',
  })
  .transform(({ argv, line, ...rest }) => ({
    ...rest,
    // A line runs as exactly this.
    argv: line === null || line === undefined ? (argv ?? []) : ['sh', '-c', line],
    line: line ?? null,
  }));

/** What somebody asks to be run, before the host has said what that comes to. */
export type CommandInput = Omit<z.infer<typeof runInput>, 'sessionId' | 'key'>;

/** What a host made of it. */
const resolvedInput = z.object({
  executable: pathInput,
  executableDigest: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex'),
  cwd: pathInput,
  systemUser: textInput.min(1, 'must not be empty').max(200, 'at most 200 characters'),
  sandbox: z.boolean(),
});

export type Resolved = Pick<CommandSpec, keyof z.infer<typeof resolvedInput>>;

const problemInput = z.object({
  code: z.enum(commandProblems),
  message: z.string().min(1, 'say what is wrong').max(1_000, 'at most 1,000 characters'),
});

const checkIdInput = z.object({ checkId: idInput });

const problemAnswer = checkIdInput.extend({ problem: problemInput });
const resolvedAnswer = checkIdInput.extend(resolvedInput.shape);

/**
 * A problem, or what a command comes to.
 * @throws {InvalidInputError} when it is neither
 */
export function parseCheckAnswer(input: unknown): z.infer<typeof problemAnswer> | z.infer<typeof resolvedAnswer> {
  const { problem } = parseInput(z.object({ problem: z.unknown().optional() }), input);
  return parseInput<z.infer<typeof problemAnswer> | z.infer<typeof resolvedAnswer>>(
    problem === null || problem === undefined ? resolvedAnswer : problemAnswer,
    input,
  );
}

export const startInput = z.object({ id: idInput, instanceId: idInput });

/** Numbers each byte of the command's output from 0, whatever stream it is of. */
const offsetInput = z.number().int().min(0, 'not negative').max(Number.MAX_SAFE_INTEGER, 'beyond every output');

export const outputStreams = ['STDOUT', 'STDERR'] as const;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const appendInput = z.object({
  commandId: idInput,
  offset: offsetInput,
  chunks: z
    .array(
      z.object({
        stream: z.enum(outputStreams),
        atMs: z.number().int(),
        data: z.string().regex(base64, 'is no base64'),
      }),
    )
    .max(1_000, 'at most 1,000 chunks at once')
    .refine(
      (chunks) => chunks.reduce((sum, { data }) => sum + decodedBytes(data), 0) <= reportedOutputBytes,
      'at most 256 KiB at once',
    ),
});

export const finishInput = z.object({
  id: idInput,
  instanceId: idInput,
  outcome: z.enum(commandOutcomes),
  exitCode: z
    .number()
    .int()
    .min(0, 'not negative')
    .max(255, 'at most 255')
    .nullish()
    .transform((exitCode) => exitCode ?? null),
  signal: z
    .string()
    .regex(/^SIG[A-Z0-9+]{1,20}$/, 'a name as SIGTERM')
    .nullish()
    .transform((signal) => signal ?? null),
  message: z
    .string()
    .max(1_000, 'at most 1,000 characters')
    .nullish()
    .transform((message) => message || null),
  outputBytes: offsetInput,
  outputTruncated: z.boolean(),
});

/** GraphQL has found each to be of its enum; how many there are is left to check. */
const statesInput = z.array(z.enum(commandStates)).max(100, 'at most 100');

export const watchedInput = z.object({
  sessionId: z.string().max(100, 'at most 100 characters').optional(),
  hostId: z.string().max(100, 'at most 100 characters').optional(),
});

export const commandFilterInput = watchedInput.extend({ states: statesInput.optional() });

export const outputInput = z.object({ commandId: idInput, afterOffset: offsetInput });

function decodedBytes(data: string): number {
  const padding = data.endsWith('==') ? 2 : Number(data.endsWith('='));
  return (data.length / 4) * 3 - padding;
}

function bytesOf(texts: readonly string[]): number {
  const encoder = new TextEncoder();
  return texts.reduce((sum, text) => sum + encoder.encode(text).length, 0);
}
