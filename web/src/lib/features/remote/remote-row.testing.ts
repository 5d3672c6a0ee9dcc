import { approvalRow } from '../approvals/approval-row.testing.ts';
import type { RemoteRow } from './remote-sessions.svelte.ts';
import type { CommandRow } from './session-commands.svelte.ts';

export const NOW = Date.parse('2026-01-01T12:00:00.000Z');

export const at = (ms: number) => new Date(NOW + ms).toISOString();

/** A supervised session that began three minutes ago and is heard, unless said otherwise. */
export function remoteRow({
  remote,
  ...changes
}: Partial<Omit<RemoteRow, 'remote'>> & {
  readonly remote?: Partial<NonNullable<RemoteRow['remote']>>;
} = {}): RemoteRow {
  return {
    id: 'remote_1',
    kind: 'REMOTE_ACCESS',
    app: 'remote',
    name: null,
    userId: 'ada',
    pinned: false,
    canKill: true,
    canPin: true,
    lifecycle: 'ACTIVE',
    liveness: 'LIVE',
    status: 'IDLE',
    attentionRank: 0,
    startedAt: at(-180_000),
    lastHeartbeatAt: at(-40_000),
    endedAt: null,
    endReason: null,
    endMessage: null,
    error: null,
    currentTask: null,
    kill: null,
    durationSeconds: 180,
    remote: {
      host: { id: 'host_1', name: 'build-1', isConnected: true },
      safetyMode: 'SUPERVISED',
      systemUser: null,
      reason: 'look around',
      startedBy: { id: 'person_ada', name: 'Ada' },
      commandsExecuted: 4,
      worksUntil: null,
      ...remote,
    },
    ...changes,
  };
}

/** A command that Ada asked for and Grace approved, and that ended well after 1.2 s. */
export function commandRow(changes: Partial<CommandRow> = {}): CommandRow {
  return {
    id: 'command_1',
    sessionId: 'remote_1',
    state: 'SUCCEEDED',
    argv: ['sh', '-c', 'ls'],
    line: 'ls',
    executable: '/bin/sh',
    executableDigest: 'ab12',
    cwd: '/srv',
    env: [],
    stdin: null,
    timeoutMs: 600_000,
    systemUser: 'deploy',
    sandbox: false,
    requestedBy: { id: 'person_ada', name: 'Ada' },
    requestedAt: at(-10_000),
    approval: approvalRow({
      kind: 'COMMAND',
      state: 'APPROVED',
      canDecide: false,
      decidedBy: { kind: 'PERSON', id: 'person_grace', name: 'Grace' },
    }),
    startedAt: at(-5_000),
    endedAt: at(-3_800),
    exitCode: 0,
    signal: null,
    message: null,
    outputBytes: 12,
    outputTruncated: false,
    outputKeptUntil: at(1_000_000),
    isCancelRequested: false,
    canCancel: false,
    ...changes,
  };
}
