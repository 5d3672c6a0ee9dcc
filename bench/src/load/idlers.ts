import { randomUUID } from 'node:crypto';
import { KillSignalDocument } from '@rollcall/sdk/operations';
import { answerCalls } from '../harness/calls.ts';
import { eachAtOnce } from '../harness/within.ts';
import { RawSocket } from '../wire/raw-socket.ts';
import { openOwner, payloadFor, register, type Target } from '../wire/target.ts';
import { type Audience, openAudience } from './audiences.ts';
import { openEventStreamFleet } from './event-stream-fleet.ts';
import { openGraphqlFleet, openRawFleet, type OwnerFleet } from './owner-fleet.ts';
import type { FleetTarget } from './owners.ts';

// Owners, sessions and dashboards that are there and do nothing.

export interface IdlersApi {
  open(target: FleetTarget): Promise<void>;
  /** So many owners more, each with a socket, a session and its kill signal. */
  addOwners(count: number): Promise<void>;
  /** So many sessions more with their kill signals, on ten sockets of ten owners. */
  addSessions(count: number): Promise<void>;
  addDashboards(count: number): Promise<void>;
}

type AddSession = () => Promise<void>;

const atOnce = 32;
const sharedSockets = 10;

let fleet: OwnerFleet | null = null;
let audience: Audience | null = null;
let addSession: readonly AddSession[] = [];

async function openShared(target: Target): Promise<AddSession> {
  if (target.kind === 'raw') {
    const socket = await RawSocket.open(target.url);
    return async () => void (await socket.request('register'));
  }
  const ownerId = randomUUID();
  const socket = await openOwner(target, ownerId);
  return async () => {
    const sessionId = await register(target, socket, ownerId);
    const fail = (message: Buffer): never => {
      throw new Error(message.toString());
    };
    socket.subscribe(payloadFor(target, KillSignalDocument, { sessionId }), { next: fail, over: fail });
    await socket.request({ query: '{ __typename }', variables: {} });
  };
}

answerCalls<IdlersApi>({
  async open(target) {
    if (target.kind === 'events') {
      fleet = openEventStreamFleet(target.url);
      return;
    }
    fleet = await (target.kind === 'raw' ? openRawFleet(target.url) : openGraphqlFleet(target));
    audience = await openAudience(target);
    addSession = await Promise.all(Array.from({ length: sharedSockets }, () => openShared(target)));
  },
  async addOwners(count) {
    await fleet?.begin?.();
    await eachAtOnce(Array.from({ length: count }), atOnce, async () => fleet?.join());
    fleet?.finish?.();
  },
  async addSessions(count) {
    const sessions = Array.from({ length: count }, (_, index) => index);
    await eachAtOnce(sessions, atOnce, async (index) => addSession[index % sharedSockets]?.());
  },
  async addDashboards(count) {
    await eachAtOnce(Array.from({ length: count }), atOnce, async () => audience?.join(() => undefined));
  },
});
