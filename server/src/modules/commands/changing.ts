import { type LogRecord, recordOfSession } from '../../kernel/record.ts';
import type { Approval } from '../approvals/index.ts';
import { type EndingStores, isRunning, type Session } from '../sessions/index.ts';
import { type Command, isOpen } from './command.ts';
import { type CommandChange, endWithSession, followApproval, lose } from './transitions.ts';

type By = Pick<LogRecord, 'actor' | 'origin'>;

/** Stores what became of a command, and what that makes of its session. */
export async function changeCommand(
  stores: EndingStores,
  before: Command,
  { command, record }: CommandChange,
  by: By,
  nowMs: number,
): Promise<Command> {
  const stored = await stores.commands.update(command);
  const session = await stores.sessions.find(command.sessionId);
  const next = session && countedIn(session, before, command, nowMs);
  if (next !== null) await stores.sessions.update(next);
  await stores.records.append(recordOfSession(record, by, command.sessionId, nowMs));
  return stored;
}

/** @returns null where the session counts the same as before, or counts no more */
function countedIn(session: Session, before: Command, command: Command, nowMs: number): Session | null {
  const { remote } = session;
  const hasEnded = isOpen(before) && !isOpen(command);
  const hasBegun = before.startedAtMs === null && command.startedAtMs !== null;
  if (remote === null || !isRunning(session) || (!hasEnded && !hasBegun)) return null;
  const openCommandCount = remote.openCommandCount - Number(hasEnded);
  const commandsExecuted = remote.commandsExecuted + Number(hasBegun);
  return { ...session, lastActivityAtMs: nowMs, remote: { ...remote, openCommandCount, commandsExecuted } };
}

/** What becomes of the command that an approval was asked for. */
export async function commandFollows(stores: EndingStores, approval: Approval, by: By, nowMs: number): Promise<void> {
  if (approval.kind !== 'COMMAND') return;
  const command = await stores.commands.findByApproval(approval.id);
  if (command === null) return;
  const change = followApproval(command, approval, nowMs);
  if (change !== null) await changeCommand(stores, command, change, by, nowMs);
}

/** What becomes of the commands of a session whose end is stored: its row counts them no more. */
export async function endCommandsOf(stores: EndingStores, sessionId: string, by: By, nowMs: number): Promise<void> {
  for (const command of await stores.commands.openOf(sessionId)) {
    const change = endWithSession(command, nowMs);
    if (change !== null) await changeCommand(stores, command, change, by, nowMs);
  }
}

/** Another instance of a host has taken the place of this one: what it ran is nobody's any more. */
export async function loseCommandsOf(
  stores: EndingStores,
  hostId: string,
  instanceId: string,
  by: By,
  nowMs: number,
): Promise<void> {
  for (const command of await stores.commands.runningOf(hostId)) {
    if (command.instanceId !== instanceId) continue;
    const change = lose(command, 'Its host was started anew while it ran.', nowMs);
    if (change !== null) await changeCommand(stores, command, change, by, nowMs);
  }
}
