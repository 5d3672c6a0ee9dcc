import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Api } from './api.ts';
import { change, mutate, type Result } from './operations.ts';
import { until } from './until.ts';
import type { WireSocket } from './wire-socket.ts';

export type SafetyMode = 'SUPERVISED' | 'AUTONOMOUS' | 'READ_ONLY';

export interface CommandFields {
  readonly id: string;
  readonly state: string;
  readonly argv: readonly string[];
  readonly executable: string;
  readonly sandbox: boolean;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly message: string | null;
  readonly outputBytes: number;
  readonly outputTruncated: boolean;
  readonly approval: { readonly id: string; readonly state: string } | null;
}

const commandFields =
  'id state argv executable sandbox exitCode signal message outputBytes outputTruncated approval { id state }';

/** What to run; a text is a line. */
export type Work = string | Readonly<Record<string, unknown>>;

export const workOf = (work: Work) => (typeof work === 'string' ? { line: work } : work);

/** A remote-access session, by somebody who may run commands in it. */
export class RemoteSession {
  readonly api: Api;
  readonly id: string;

  constructor(api: Api, id: string) {
    this.api = api;
    this.id = id;
  }

  /** @throws when it is not started */
  static async start(
    api: Api,
    hostId: string,
    safetyMode: SafetyMode,
    input: Readonly<Record<string, unknown>> = {},
  ): Promise<RemoteSession> {
    const { session } = await change<{ session: { id: string } }>(
      api,
      'startRemoteSession',
      { hostId, safetyMode, reason: 'a test', key: randomUUID(), ...input },
      'session { id }',
    );
    return new RemoteSession(api, session.id);
  }

  /** @throws when the command is refused */
  async run(work: Work): Promise<CommandFields> {
    const input = { sessionId: this.id, key: randomUUID(), ...workOf(work) };
    const { command } = await change<{ command: CommandFields }>(
      this.api,
      'runCommand',
      input,
      `command { ${commandFields} }`,
    );
    return command;
  }

  /** Runs it, and waits until it is over; in a SUPERVISED session it has to be approved meanwhile. */
  async finish(work: Work): Promise<CommandFields> {
    return untilOver(this.api, (await this.run(work)).id);
  }

  /** Which member of the union comes, and its code. */
  tryToRun(work: Work): Promise<Result> {
    return mutate(this.api, 'runCommand', { sessionId: this.id, key: randomUUID(), ...workOf(work) });
  }
}

export async function readCommand(api: Api, id: string): Promise<CommandFields> {
  const { command } = await api.data<{ command: CommandFields }>(
    `query ($id: ID!) { command(id: $id) { ${commandFields} } }`,
    { id },
  );
  return command;
}

const openStates = new Set(['PENDING_APPROVAL', 'QUEUED', 'RUNNING']);

export function untilOver(api: Api, id: string, withinMs = 30_000): Promise<CommandFields> {
  return until(
    'the end of the command',
    async () => {
      const command = await readCommand(api, id);
      if (openStates.has(command.state)) throw new Error(`it is ${command.state}`);
      return command;
    },
    { withinMs, everyMs: 50 },
  );
}

export function untilState(api: Api, id: string, state: string): Promise<CommandFields> {
  return until(`the command to be ${state}`, async () => {
    const command = await readCommand(api, id);
    if (command.state !== state) throw new Error(`it is ${command.state}: ${command.message ?? ''}`);
    return command;
  });
}

interface OutputMessage {
  readonly commandOutput: {
    readonly offset: number;
    readonly isEnd: boolean;
    readonly chunks: readonly { readonly offset: number; readonly stream: string; readonly data: string }[];
  };
}

const outputDocument = `subscription ($id: ID!, $after: Int!) { commandOutput(commandId: $id, afterOffset: $after) {
  offset isEnd chunks { offset stream data }
} }`;

export interface Output {
  readonly bytes: Buffer;
  /** Of the streams, as far as they are text. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Reads all that a command writes, to its end, and goes on by a new connection where one breaks.
 * @throws when what comes is not what is next
 */
export async function readOutput(connect: () => Promise<WireSocket>, commandId: string): Promise<Output> {
  const chunks: { readonly stream: string; readonly bytes: Buffer }[] = [];
  let length = 0;
  let isOver = false;
  while (!isOver) {
    const socket = await until('a connection', connect);
    try {
      const id = socket.subscribe(outputDocument, { id: commandId, after: length });
      while (!isOver) {
        const message = await nextOf(socket, id);
        if (message === null) break;
        for (const { offset, stream, data } of message.commandOutput.chunks) {
          if (offset !== length) throw new Error(`bytes from ${offset} on came after ${length}`);
          const bytes = Buffer.from(data, 'base64');
          chunks.push({ stream, bytes });
          length += bytes.length;
        }
        isOver = message.commandOutput.isEnd;
      }
    } finally {
      socket.cut();
    }
  }
  const textOf = (stream: string) =>
    Buffer.concat(chunks.filter((chunk) => chunk.stream === stream).map(({ bytes }) => bytes)).toString();
  return { bytes: Buffer.concat(chunks.map(({ bytes }) => bytes)), stdout: textOf('STDOUT'), stderr: textOf('STDERR') };
}

/** Null where the connection broke. */
async function nextOf(socket: WireSocket, id: string): Promise<OutputMessage | null> {
  const isCut = socket.closed.then(() => null);
  return Promise.race([isCut, socket.nextData<OutputMessage>(id, 60_000).catch((error: unknown) => isClosed(error))]);
}

function isClosed(error: unknown): null {
  if (error instanceof Error && error.message.includes('the socket closed')) return null;
  throw error;
}

/** A length of time that nothing else on the machine sleeps for, in seconds: what is started with it is found by it. */
export function ownSeconds(): string {
  return `${1_000 + Math.floor(Math.random() * 9_000)}.${String(Math.random()).slice(2, 10)}`;
}

/** The processes of this machine that have the word in their arguments, but for this one. */
export function leftWith(word: string): readonly string[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) return [];
    const words = readCommandLine(entry);
    return words.includes(word) ? [`${entry} ${words}`] : [];
  });
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
