import { randomUUID } from 'node:crypto';
import {
  EndSessionDocument,
  HeartbeatDocument,
  KillSessionDocument,
  KillSignalDocument,
} from '@rollcall/sdk/operations';
import { type GraphqlSocket, operationFrame } from '../wire/graphql-socket.ts';
import { RawSocket } from '../wire/raw-socket.ts';
import { openAdmin, openOwner, payloadFor, register, type Target } from '../wire/target.ts';
import { textFrame } from '../wire/websocket.ts';

/** Owners of one server, each with a connection and a session of its own, and somebody who kills. */
export interface OwnerFleet {
  /** One more owner, who will hear of a kill from now on. */
  join(): Promise<void>;
  /** Says that an owner lives; does nothing while its last word is unanswered. */
  beat(index: number, answered: () => void): void;
  /** Kills an owner's session and gives it a new one. @returns from the mutation to the owner's callback */
  kill(index: number): Promise<{ readonly ms: number }>;
  /** What is opened for a run alone. */
  begin?(): Promise<void>;
  finish?(): void;
}

export const killReason = 'A benchmark ends it';

interface GraphqlOwner {
  readonly socket: GraphqlSocket;
  readonly ownerId: string;
  sessionId: string;
  signalId: string;
  beat: Buffer;
  isBeating: boolean;
  onKill: () => void;
  onOver: () => void;
}

export async function openGraphqlFleet(target: Target): Promise<OwnerFleet> {
  const admin = await openAdmin(target);
  const owners: GraphqlOwner[] = [];

  async function begin(owner: GraphqlOwner): Promise<void> {
    owner.sessionId = await register(target, owner.socket, owner.ownerId);
    const { sessionId } = owner;
    const heartbeat = payloadFor(target, HeartbeatDocument, { input: { sessionIds: [sessionId] } });
    owner.beat = operationFrame('~b', heartbeat);
    owner.signalId = owner.socket.subscribe(payloadFor(target, KillSignalDocument, { sessionId }), {
      next: () => owner.onKill(),
      over: () => owner.onOver(),
    });
    // Answered behind the signal, so that is open now.
    await owner.socket.request({ query: '{ __typename }', variables: {} });
  }

  return {
    async join() {
      const ownerId = randomUUID();
      const socket = await openOwner(target, ownerId);
      const nothing = (): void => undefined;
      const blank = { sessionId: '', signalId: '', beat: Buffer.alloc(0), isBeating: false };
      const owner = { ...blank, socket, ownerId, onKill: nothing, onOver: nothing };
      await begin(owner);
      owners.push(owner);
    },
    beat(index, answered) {
      const owner = owners[index];
      if (owner === undefined || owner.isBeating) return;
      owner.isBeating = true;
      owner.socket.sendFrame('~b', owner.beat, {
        next: () => undefined,
        over() {
          owner.isBeating = false;
          answered();
        },
      });
    },
    async kill(index) {
      const owner = owners[index];
      if (owner === undefined) throw new Error('no such owner');
      const killed = new Promise<number>((resolve) => (owner.onKill = () => resolve(performance.now())));
      const over = new Promise<void>((resolve) => (owner.onOver = resolve));
      const startMs = performance.now();
      const input = { id: owner.sessionId, reason: killReason };
      const asked = admin.request(payloadFor(target, KillSessionDocument, { input }));
      const ms = (await killed) - startMs;
      await asked;
      await owner.socket.request(payloadFor(target, EndSessionDocument, { input: { id: owner.sessionId } }));
      if (target.kind === 'rollcall') await over;
      else owner.socket.complete(owner.signalId);
      await begin(owner);
      return { ms };
    },
  };
}

export async function openRawFleet(url: string): Promise<OwnerFleet> {
  const admin = await RawSocket.open(url);
  const owners: { readonly socket: RawSocket; sessionId: string; isBeating: boolean }[] = [];
  return {
    async join() {
      const socket = await RawSocket.open(url);
      const { sessionId } = await socket.request<{ sessionId: string }>('register');
      owners.push({ socket, sessionId, isBeating: false });
    },
    beat(index, answered) {
      const owner = owners[index];
      if (owner === undefined || owner.isBeating) return;
      owner.isBeating = true;
      const message = { id: '~b', type: 'heartbeat', sessionIds: [owner.sessionId] };
      owner.socket.sendFrame('~b', textFrame(JSON.stringify(message)), () => {
        owner.isBeating = false;
        answered();
      });
    },
    async kill(index) {
      const owner = owners[index];
      if (owner === undefined) throw new Error('no such owner');
      const killed = new Promise<number>((resolve) => (owner.socket.onPush = () => resolve(performance.now())));
      const startMs = performance.now();
      const asked = admin.request('kill', { sessionId: owner.sessionId, reason: killReason });
      const ms = (await killed) - startMs;
      await asked;
      ({ sessionId: owner.sessionId } = await owner.socket.request<{ sessionId: string }>('register'));
      return { ms };
    },
  };
}
