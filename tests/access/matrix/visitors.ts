import type { ApiOptions } from '../../harness/api.ts';
import type { World } from './world.ts';

/** Who asks, in the order of the columns. */
export const visitors = [
  /** Shows nothing. */
  'anon',
  /** Holds the token of the session asked about, which is of the app alpha and works for the user ada. */
  'token',
  /** Holds the token of another session of alpha. */
  'token2',
  /** A key of alpha with the right REGISTER. */
  'key',
  /** A key of alpha with the rights READ, KILL and REMOTE. */
  'reader',
  /** A key of another app, with every right there. */
  'key2',
  /** A viewer limited to another app, whose `userId` is ada. */
  'user',
  'viewer',
  'oper',
  /** An operator limited to another app. */
  'oper2',
  'admin',
  /** The bootstrap token, where there is no admin yet. */
  'boot',
  /** The terminal of the server's own machine. */
  'term',
  /** A host of alpha. */
  'host',
  /** A code by which a machine may become a host of alpha. */
  'join',
] as const;

export type Visitor = (typeof visitors)[number];

/** What a cell asks about. */
export interface Question {
  readonly variables: Record<string, unknown>;
  /** The token of the session asked about. */
  readonly token?: string;
  /** Who owns the session asked about; the key says it is this one. */
  readonly ownerId?: string;
  /** Which key of alpha asks, where it is not the usual one. */
  readonly key?: string;
  /** Which of a list is asked about; the first without it. */
  readonly listed?: string;
  /** Which host of alpha asks, where it is not the usual one. */
  readonly hostKey?: string;
  /** Which code is shown, where it is not the usual one. */
  readonly joinCode?: string;
}

/** What somebody shows to ask this. */
export function credentialsOf(world: World, visitor: Visitor, question: Question): ApiOptions {
  const { people, keys, hosts, server } = world;
  switch (visitor) {
    case 'anon':
      return {};
    case 'token':
      return { secret: question.token ?? world.full.token };
    case 'token2':
      return { secret: world.neighbour.token };
    case 'key':
      return {
        secret: question.key ?? keys.key.secret,
        ...(question.ownerId === undefined ? {} : { ownerId: question.ownerId }),
      };
    case 'reader':
    case 'key2':
      return { secret: keys[visitor].secret };
    case 'user':
    case 'viewer':
    case 'oper':
    case 'oper2':
      return { headers: people[visitor].headers };
    case 'admin':
    case 'boot':
      return world.administrator;
    case 'term':
      return { secret: server.terminalToken };
    case 'host':
      return { secret: question.hostKey ?? hosts.connected.key };
    case 'join':
      return { secret: question.joinCode ?? hosts.joinCode };
  }
}
