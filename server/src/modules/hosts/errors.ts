import { DomainError } from '../../kernel/errors.ts';
import type { SafetyMode } from '../sessions/index.ts';
import type { Host } from './host.ts';

/** Thrown when no host of this id exists, or the caller may not know of it. */
export class HostNotFoundError extends DomainError {
  readonly code = 'HOST_NOT_FOUND';
  readonly hostId: string;

  constructor(hostId: string) {
    super(`There is no host ${hostId} here. Look it up in the list of hosts.`);
    this.hostId = hostId;
  }
}

/** Thrown when another host has the name. */
export class HostNameTakenError extends DomainError {
  readonly code = 'HOST_NAME_TAKEN';
  readonly takenName: string;

  constructor(name: string) {
    super(`Another host is called ${name}. Choose another name, or remove that one first.`);
    this.takenName = name;
  }
}

/** Thrown when something takes a host that is not connected now, or does not answer. */
export class HostAwayError extends DomainError {
  readonly code = 'HOST_AWAY';
  readonly hostId: string;

  constructor({ id, name }: Pick<Host, 'id' | 'name'>, { isSilent = false }: { readonly isSilent?: boolean } = {}) {
    super(
      isSilent
        ? `Host ${name} is connected and does not answer. Nothing was begun; ask again, or look at that machine.`
        : `Host ${name} is not connected. Start it (rollcall host run), or see why it cannot reach this server.`,
    );
    this.hostId = id;
  }
}

/** Thrown when an older process of a host calls after a newer one has taken its place. */
export class HostSupersededError extends DomainError {
  readonly code = 'SUPERSEDED';
  readonly hostId: string;

  constructor(hostId: string) {
    super('A newer process of this host has connected. Stop this one; the newer does the work now.');
    this.hostId = hostId;
  }
}

/** Thrown when a host's own policy does not allow a mode. */
export class ModeNotAllowedError extends DomainError {
  readonly code = 'MODE_NOT_ALLOWED';
  readonly hostId: string;
  readonly safetyMode: SafetyMode;
  readonly allowed: readonly SafetyMode[];

  constructor({ id, name, abilities }: Pick<Host, 'id' | 'name' | 'abilities'>, safetyMode: SafetyMode) {
    const { modes } = abilities;
    const advice = modes.length === 0 ? 'It allows none.' : `It allows ${modes.join(', ')}.`;
    super(`The policy of host ${name} does not allow ${safetyMode}. ${advice}`);
    this.hostId = id;
    this.safetyMode = safetyMode;
    this.allowed = modes;
  }
}

/** Thrown when something must run in a sandbox and the host has none. */
export class SandboxMissingError extends DomainError {
  readonly code = 'SANDBOX_MISSING';
  readonly hostId: string;
  readonly problem: string;

  constructor({ id, name, abilities }: Pick<Host, 'id' | 'name' | 'abilities'>) {
    const problem = abilities.sandboxProblem ?? 'It does not say why.';
    super(`Host ${name} has no sandbox, which a read-only session takes. ${problem}`);
    this.hostId = id;
    this.problem = problem;
  }
}
