import { ForbiddenError } from './errors.ts';

/** What a person may do: a viewer sees, an operator also ends and pins, an admin also manages people and keys. */
export const roles = ['VIEWER', 'OPERATOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

/**
 * What an app key may do to the sessions of its apps: register and drive them, list and watch them, end them, start
 * remote access on the hosts of its apps and run commands there.
 */
export const keyRights = ['REGISTER', 'READ', 'KILL', 'REMOTE'] as const;
export type KeyRight = (typeof keyRights)[number];

/** Whose sessions somebody may know of: those of `apps` (null: of every app), and those that work for `userId`. */
export interface SessionScope {
  readonly apps: readonly string[] | null;
  readonly userId: string | null;
}

/** Who calls, as the transport found out from what the caller showed. */
export type Principal =
  /** Whoever holds the bootstrap token; it holds until there is an admin. */
  | { readonly kind: 'BOOTSTRAP' }
  /** The command line of the server's own machine. */
  | { readonly kind: 'TERMINAL' }
  /** Somebody who signed in, by the sign-in of one browser. */
  | ({
      readonly kind: 'PERSON';
      readonly personId: string;
      readonly name: string;
      readonly role: Role;
      readonly signInId: string;
    } & SessionScope)
  /** An app's server. `ownerId` is the SDK instance behind the call, where it said so. */
  | {
      readonly kind: 'KEY';
      readonly keyId: string;
      readonly name: string;
      /** Null: every app. */
      readonly apps: readonly string[] | null;
      readonly rights: readonly KeyRight[];
      readonly ownerId?: string;
    }
  /** Code that may touch one session: `ownerId` is the owner the token was given to, by the key `keyId`. */
  | { readonly kind: 'SESSION_TOKEN'; readonly sessionId: string; readonly ownerId: string; readonly keyId: string }
  /** A machine that does our work, by the key it joined with. */
  | { readonly kind: 'HOST'; readonly hostId: string; readonly name: string; readonly app: string }
  /** Whoever holds a join code: a machine about to become a host. */
  | { readonly kind: 'JOIN_CODE'; readonly codeId: string };

export const actions = [
  'session.register',
  /** Hold its lease and answer its kills: what only the process behind it can vouch for. */
  'session.own',
  /** Tell of its work. */
  'session.touch',
  'session.read',
  'session.list',
  'session.kill',
  'session.pin',
  /** Let people be asked on behalf of a session, and act on what they allow. */
  'approval.ask',
  /** Answer what a session asks: for people alone. */
  'approval.decide',
  'registry.sweep',
  /** Become a host. */
  'host.join',
  /** Hear what there is to do on this machine, and tell what became of it. */
  'host.work',
  'host.read',
  /** Let machines join, rename and remove them. */
  'host.manage',
  'remote.start',
  'command.run',
  /** Say for which apps somebody else than the asker must answer. */
  'rules.manage',
  'people.manage',
  'keys.manage',
  /** One's own password and sign-ins. */
  'account.manage',
] as const;
export type Action = (typeof actions)[number];

/** What of a session decides who may touch it. */
export interface SessionSubject {
  readonly id: string;
  readonly app: string;
  readonly userId: string | null;
  /** Of a remote-access session: the host that does its work. */
  readonly remote?: { readonly hostId: string } | null;
}

/**
 * Whether `principal` may do `action` to `subject`; without a subject, whether there is any it could do it to. Pure;
 * every service asks it first, and once more when it has found the subject.
 */
export function isAllowed(principal: Principal, action: Action, subject?: SessionSubject): boolean {
  switch (principal.kind) {
    case 'BOOTSTRAP':
      return !ownerActions.has(action) && !notForBootstrap.has(action);
    case 'TERMINAL':
      return action === 'people.manage' || action === 'host.manage';
    case 'PERSON':
      return isAllowedToPerson(principal, action, subject);
    case 'KEY': {
      if (!hasRight(principal.rights, action)) return false;
      // A session that a host works for is that host's, whatever keys its app has.
      if (isRemote(subject) && ownerActions.has(action)) return false;
      return subject === undefined || isOfApps(principal.apps, subject.app);
    }
    case 'SESSION_TOKEN':
      if (action !== 'session.touch' && action !== 'session.read' && action !== 'approval.ask') return false;
      return subject === undefined || subject.id === principal.sessionId;
    case 'HOST':
      if (action === 'host.work') return true;
      if (action !== 'session.own' && action !== 'session.read') return false;
      return subject === undefined || subject.remote?.hostId === principal.hostId;
    case 'JOIN_CODE':
      return action === 'host.join';
  }
}

function isRemote(subject: SessionSubject | undefined): boolean {
  return subject?.remote !== undefined && subject.remote !== null;
}

function isAllowedToPerson(
  person: Principal & { kind: 'PERSON' },
  action: Action,
  subject: SessionSubject | undefined,
): boolean {
  const isOperator = person.role !== 'VIEWER';
  switch (action) {
    case 'session.register':
    case 'session.own':
    case 'session.touch':
    case 'approval.ask':
    case 'host.join':
    case 'host.work':
      return false;
    case 'session.list':
    case 'account.manage':
      return true;
    case 'session.read':
      return subject === undefined || isInScope(person, subject);
    case 'host.read':
      return subject === undefined || isOfApps(person.apps, subject.app);
    case 'session.kill':
    case 'command.run':
    case 'approval.decide':
      // One's own sessions may always be ended, and what they ask be answered, whatever the role.
      if (subject === undefined) return isOperator || person.userId !== null;
      return isTheirs(person, subject) || (isOperator && isOfApps(person.apps, subject.app));
    case 'session.pin':
    case 'remote.start':
      return isOperator && (subject === undefined || isOfApps(person.apps, subject.app));
    case 'registry.sweep':
    case 'host.manage':
    case 'rules.manage':
    case 'people.manage':
    case 'keys.manage':
      return person.role === 'ADMIN';
  }
}

const ownerActions: ReadonlySet<Action> = new Set(['session.register', 'session.own', 'session.touch', 'approval.ask']);

/** What takes a person, a key that was given the right, or the machine itself. */
const notForBootstrap: ReadonlySet<Action> = new Set([
  'approval.decide',
  'account.manage',
  'host.join',
  'host.work',
  'remote.start',
  'command.run',
]);

/** The rights of a key any of which allows an action; absent where none does. */
const rightFor: Readonly<Partial<Record<Action, readonly KeyRight[]>>> = {
  'session.register': ['REGISTER'],
  'session.own': ['REGISTER'],
  'session.touch': ['REGISTER'],
  'session.read': ['REGISTER', 'READ', 'REMOTE'],
  'session.list': ['READ'],
  'session.kill': ['KILL'],
  'host.read': ['READ', 'REMOTE'],
  'remote.start': ['REMOTE'],
  'command.run': ['REMOTE'],
  'approval.ask': ['REGISTER'],
};

function hasRight(rights: readonly KeyRight[], action: Action): boolean {
  for (const right of rightFor[action] ?? []) if (rights.includes(right)) return true;
  return false;
}

/** Whether these apps (null: all) include this one. */
export function isOfApps(apps: readonly string[] | null, app: string): boolean {
  return apps === null || apps.includes(app);
}

export function isInScope(scope: SessionScope, subject: Omit<SessionSubject, 'id'>): boolean {
  return isOfApps(scope.apps, subject.app) || isTheirs(scope, subject);
}

function isTheirs({ userId }: Pick<SessionScope, 'userId'>, subject: Pick<SessionSubject, 'userId'>): boolean {
  return userId !== null && subject.userId === userId;
}

/** Which sessions a principal that may list sees: what lists, counts and watches are narrowed to. */
export function scopeOf(principal: Principal): SessionScope {
  switch (principal.kind) {
    case 'BOOTSTRAP':
      return { apps: null, userId: null };
    case 'PERSON':
      return { apps: principal.apps, userId: principal.userId };
    case 'KEY':
      return { apps: principal.apps, userId: null };
    case 'TERMINAL':
    case 'SESSION_TOKEN':
    case 'HOST':
    case 'JOIN_CODE':
      return { apps: [], userId: null };
  }
}

/** @throws {ForbiddenError} when {@link isAllowed} says no */
export function authorize(principal: Principal, action: Action, subject?: SessionSubject): void {
  if (isAllowed(principal, action, subject)) return;
  throw new ForbiddenError(`${describe(principal)} may not ${words[action]}. ${advice(principal, action)}`);
}

function describe(principal: Principal): string {
  switch (principal.kind) {
    case 'BOOTSTRAP':
      return 'The bootstrap token';
    case 'TERMINAL':
      return 'The command line';
    case 'PERSON':
      return principal.name;
    case 'KEY':
      return 'This app key';
    case 'SESSION_TOKEN':
      return 'A session token';
    case 'HOST':
      return `Host ${principal.name}`;
    case 'JOIN_CODE':
      return 'A join code';
  }
}

const words: Readonly<Record<Action, string>> = {
  'session.register': 'register sessions of this app',
  'session.own': 'answer for this session',
  'session.touch': 'tell of this session’s work',
  'session.read': 'see this session',
  'session.list': 'list sessions',
  'session.kill': 'end this session',
  'session.pin': 'pin or unpin this session',
  'approval.ask': 'ask for this session',
  'approval.decide': 'answer what this session asks',
  'registry.sweep': 'run the sweep',
  'host.join': 'join as a host',
  'host.work': 'do a host’s work',
  'host.read': 'see this host',
  'host.manage': 'manage hosts',
  'remote.start': 'start remote access here',
  'command.run': 'run commands in this session',
  'rules.manage': 'change the rules of approvals',
  'people.manage': 'manage people',
  'keys.manage': 'manage keys',
  'account.manage': 'change this account',
};

function advice(principal: Principal, action: Action): string {
  if (ownerActions.has(action) && principal.kind !== 'KEY' && principal.kind !== 'SESSION_TOKEN') {
    return 'Sessions are registered and driven with an app key.';
  }
  switch (principal.kind) {
    case 'BOOTSTRAP':
      return 'It belongs to nobody; sign in for that.';
    case 'TERMINAL':
      return 'It makes admins; for the rest sign in.';
    case 'PERSON':
      return 'Ask an admin for the right.';
    case 'KEY': {
      const rights = rightFor[action];
      return rights === undefined
        ? 'That is for people: sign in.'
        : `It takes a key of this app with the right ${rights.join(' or ')}; an admin makes one.`;
    }
    case 'SESSION_TOKEN':
      return 'A token tells of the work of its one session; the key that registered it holds it.';
    case 'HOST':
      return 'A host answers for its own work alone.';
    case 'JOIN_CODE':
      return 'It lets one machine join; the key it joins with does the rest.';
  }
}
