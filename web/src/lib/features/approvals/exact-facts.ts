import type { ApprovalKind } from '$lib/generated/graphql.ts';
import { duration } from '$lib/ui/duration.ts';
import { modeSentence, modeWord, MODES } from '../hosts/mode-words.ts';
import { type VisiblePart, visibleParts } from './visible.ts';

type Details = Readonly<Record<string, unknown>>;

/** One member of what exactly is asked, named for people. */
export interface ExactFact {
  readonly name: string;
  readonly parts: readonly VisiblePart[];
  /** Data, and no words. */
  readonly isCode: boolean;
}

/** What runs, where a command is asked for, and everything else that was asked, each member once. */
export interface ExactSubject {
  /** Undefined where nothing is to run. */
  readonly text: readonly VisiblePart[] | undefined;
  readonly facts: readonly ExactFact[];
}

const NAMES: Readonly<Record<string, string>> = {
  argv: 'Arguments',
  executable: 'Executable',
  executableDigest: 'Its SHA-256',
  cwd: 'Folder',
  env: 'Environment',
  environment: 'Environment',
  stdin: 'Standard input',
  timeoutMs: 'Time-out',
  host: 'Host',
  systemUser: 'System user',
  sandbox: 'Sandbox',
  safetyMode: 'Mode',
  reason: 'Reason',
  userId: 'User',
  hostId: 'Host id',
  metadata: 'Metadata',
};

/** Questions of apps are data of their own; ours have members that people can be told. */
export function isOurs(kind: ApprovalKind): boolean {
  return kind !== 'QUESTION';
}

/** Takes apart what exactly is asked, with nothing left out: what is not known by name shows under the one it has. */
export function exactSubject(details: Details): ExactSubject {
  const { line, argv } = details;
  const text = typeof line === 'string' ? line : undefined;
  // A line is shown by itself; that it runs as `sh -c` stands beside it.
  const isShell = text !== undefined && isLineOf(argv, text);
  const shown = Object.entries(details).filter(
    ([name]) => !(name === 'line' && isLineShown(line)) && !(name === 'argv' && isShell),
  );
  const order = Object.keys(NAMES);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return {
    text: text === undefined ? undefined : visibleParts(text, '\n'),
    facts: shown.sort(([one], [other]) => place(one) - place(other)).map(([name, value]) => factOf(name, value)),
  };
}

function isLineShown(line: unknown): boolean {
  return typeof line === 'string' || line === null;
}

function isLineOf(argv: unknown, line: string): boolean {
  return JSON.stringify(argv) === JSON.stringify(['sh', '-c', line]);
}

function factOf(key: string, value: unknown): ExactFact {
  const words = wordsOf(key, value);
  const name = NAMES[key] ?? key;
  if (words !== undefined) return { name, parts: visibleParts(words), isCode: false };
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return { name, parts: visibleParts(text, '\n'), isCode: true };
}

/** What is said in words, as it is no data of anybody's own. */
function wordsOf(key: string, value: unknown): string | undefined {
  if (key === 'timeoutMs' && typeof value === 'number') return `ended after ${duration(value)}`;
  if (key === 'sandbox' && typeof value === 'boolean') return value ? 'yes: nothing it writes stays' : 'no';
  const mode = key === 'safetyMode' ? MODES.find((known) => known === value) : undefined;
  if (mode !== undefined) return `${modeWord(mode)}: ${modeSentence(mode)}`;
  const isNothing = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  if (key === 'systemUser' && value === null) return 'whom the host runs as';
  return isNothing ? 'none' : undefined;
}
