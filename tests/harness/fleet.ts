import { randomUUID } from 'node:crypto';
import { type Registered, registerDocument, type SessionFields } from './operations.ts';
import { appKey, type ServerProcess } from './server-process.ts';
import { WireSocket } from './wire-socket.ts';

/** Registers many sessions of one owner over one connection, in the order of their number. */
export async function registerMany(
  server: ServerProcess,
  count: number,
  describe: (index: number) => Record<string, unknown>,
): Promise<{ ownerId: string; sessions: readonly SessionFields[] }> {
  const ownerId = randomUUID();
  const socket = await WireSocket.open(server.url, appKey, ownerId);
  const sessions: SessionFields[] = [];
  const atOnce = 250;
  while (sessions.length < count) {
    const from = sessions.length;
    const answers = await Promise.all(
      Array.from({ length: Math.min(atOnce, count - from) }, (_, offset) => {
        const input = { externalId: randomUUID(), ownerId, ...describe(from + offset) };
        return socket.request<{ registerSession: Registered }>(registerDocument, { input });
      }),
    );
    sessions.push(...answers.map(({ registerSession }) => registerSession.session));
  }
  await socket.close();
  return { ownerId, sessions };
}
