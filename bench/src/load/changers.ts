import { randomUUID } from 'node:crypto';
import { UpdateSessionDocument } from '@rollcall/sdk/operations';
import { answerCalls } from '../harness/calls.ts';
import type { GraphqlSocket } from '../wire/graphql-socket.ts';
import { openOwner, payloadFor, register, type Target } from '../wire/target.ts';

// Owners of many sessions that change them at a steady pace.

export interface ChangersApi {
  /** Registers so many sessions, or as many as it can in a time. @returns how many */
  open(input: { readonly url: string; readonly sessions: number; readonly forMs: number }): Promise<number>;
  begin(input: { readonly changesPerSecond: number }): Promise<void>;
  /** @returns the changes answered a second since the beginning */
  finish(): Promise<{ readonly changesPerSecond: number }>;
}

const sockets = 20;
const tickMs = 10;
/** A server that falls behind gets no longer queue than this. */
const underWayAtMost = 500;

let target: Target = { kind: 'rollcall', url: '' };
let owned: { readonly socket: GraphqlSocket; readonly id: string }[] = [];
let answered = 0;
let underWay = 0;
let beganMs = 0;
let timer: NodeJS.Timeout | undefined;

function changeOne(): void {
  const one = owned[Math.floor(Math.random() * owned.length)];
  if (one === undefined) return;
  underWay += 1;
  const input = { id: one.id, name: `Changed ${Math.floor(Math.random() * 1_000_000)}` };
  void one.socket.request(payloadFor(target, UpdateSessionDocument, { input })).then(() => {
    answered += 1;
    underWay -= 1;
  });
}

answerCalls<ChangersApi>({
  async open({ url, sessions, forMs }) {
    const startMs = performance.now();
    target = { kind: 'rollcall', url };
    const each = Array.from({ length: sockets }, async () => {
      const ownerId = randomUUID();
      const socket = await openOwner(target, ownerId);
      const ids: string[] = [];
      while (ids.length < sessions / sockets && performance.now() - startMs < forMs) {
        ids.push(...(await Promise.all(Array.from({ length: 25 }, () => register(target, socket, ownerId)))));
      }
      return ids.map((id) => ({ socket, id }));
    });
    owned = (await Promise.all(each)).flat();
    return owned.length;
  },
  begin({ changesPerSecond }) {
    answered = 0;
    beganMs = performance.now();
    let owed = 0;
    timer = setInterval(() => {
      owed = Math.min(owed + (changesPerSecond * tickMs) / 1_000, changesPerSecond / 20);
      for (; owed >= 1 && underWay < underWayAtMost; owed -= 1) changeOne();
    }, tickMs);
  },
  finish() {
    clearInterval(timer);
    return { changesPerSecond: (answered / (performance.now() - beganMs)) * 1_000 };
  },
});
