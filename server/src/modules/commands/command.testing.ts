import type { Command } from './command.ts';
import type { CommandSpec } from './spec.ts';

export function aSpec(members: Partial<CommandSpec> = {}): CommandSpec {
  return Object.freeze<CommandSpec>({
    argv: ['ls', '-l'],
    line: null,
    executable: '/usr/bin/ls',
    executableDigest: 'a'.repeat(64),
    cwd: '/srv',
    env: [],
    stdin: null,
    timeoutMs: 600_000,
    systemUser: 'work',
    sandbox: false,
    ...members,
  });
}

/** A queued command with every member given; nothing of it may be changed. */
export function aCommand(members: Partial<Command> = {}): Command {
  return Object.freeze<Command>({
    id: 'command_01',
    sessionId: 'remote_01',
    hostId: 'host_01',
    app: 'demo',
    userId: 'ada',
    key: 'key 1',
    inputHash: '1'.repeat(64),
    safetyMode: 'SUPERVISED',
    spec: aSpec(),
    hash: '2'.repeat(64),
    state: 'QUEUED',
    requestedBy: { kind: 'PERSON', id: 'person_1', name: 'Ada' },
    requestedAtMs: 1_000,
    approvalId: null,
    queuedAtMs: 1_000,
    startedAtMs: null,
    endedAtMs: null,
    instanceId: null,
    exitCode: null,
    signal: null,
    message: null,
    outputBytes: 0,
    isOutputTruncated: false,
    isCancelRequested: false,
    revision: 7,
    ...members,
  });
}
