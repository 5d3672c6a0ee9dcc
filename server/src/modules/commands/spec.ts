import { contentHash } from '../../kernel/content-hash.ts';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/** What exactly a host is to execute. All of it is shown to whoever approves it, and bound by {@link hashOf}. */
export interface CommandSpec {
  readonly argv: readonly string[];
  /** Of a command that was given as one line: `argv` is then `sh -c` with it. */
  readonly line: string | null;
  /** The file that runs, as the host resolved it. */
  readonly executable: string;
  /** SHA-256 of that file, in hex. */
  readonly executableDigest: string;
  readonly cwd: string;
  /** What is added to the host's own; in the order of the names. */
  readonly env: readonly EnvironmentVariable[];
  readonly stdin: string | null;
  readonly timeoutMs: number;
  /** Whom it runs as. */
  readonly systemUser: string;
  /** Whether it runs where it can write nothing that outlives it. */
  readonly sandbox: boolean;
}

/** Where it is to run. */
export interface CommandPlace {
  readonly hostId: string;
  readonly sessionId: string;
}

/**
 * Binds a command to all that was shown of it and to where it may run: SHA-256, in lower-case hex, of the UTF-8 of one JSON
 * object with the members `argv cwd env executable executableDigest hostId line sandbox sessionId stdin systemUser timeoutMs`,
 * in this order (that of their names, in inner objects too: `name value`), without white space, as `JSON.stringify` writes
 * strings and numbers, and `null` for what is absent. Host and server make it from the same fields, each by itself.
 */
export function hashOf(spec: CommandSpec, { hostId, sessionId }: CommandPlace): string {
  return contentHash({ ...detailsOf(spec), hostId, sessionId });
}

/** The spec and no other member: what is hashed must not depend on what else an object happens to carry. */
export function detailsOf(spec: CommandSpec): CommandSpec {
  const { argv, line, executable, executableDigest, cwd, env, stdin, timeoutMs, systemUser, sandbox } = spec;
  const variables = env.map(({ name, value }) => ({ name, value }));
  return { argv, line, executable, executableDigest, cwd, env: variables, stdin, timeoutMs, systemUser, sandbox };
}

const maxTitleCharacters = 200;

/** What would be read as something else, or not at all: controls, marks of direction, what has no width, odd spaces. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** One line for people: what runs, with everything in it that cannot be seen spelt out. */
export function titleOf({ argv, line }: Pick<CommandSpec, 'argv' | 'line'>): string {
  const text = `Run ${line ?? argv.map(quoted).join(' ')}`;
  // Spelt out, a character takes up to ten.
  const shown = text.slice(0, maxTitleCharacters * 2).replace(unseen, spelt);
  const characters = [...shown];
  const isWhole = characters.length <= maxTitleCharacters && text.length <= maxTitleCharacters * 2;
  return isWhole ? shown : `${characters.slice(0, maxTitleCharacters - 1).join('')}…`;
}

function quoted(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function spelt(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}
