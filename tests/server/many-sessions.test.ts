import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { asAdmin } from '../harness/api.ts';
import { registerDocument } from '../harness/operations.ts';
import { appKey, ServerProcess } from '../harness/server-process.ts';
import { WireSocket } from '../harness/wire-socket.ts';

// With more, long reads have a thread of their own, which is a program of its own.
const manySessions = 10_001;
const atOnce = 100;

let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.remove();
});

test('many sessions are listed and counted, and a server that read them stops', async () => {
  server = await ServerProcess.start();
  const socket = await WireSocket.open(server.url, appKey);
  const ownerId = randomUUID();
  let left = manySessions;
  const registerSome = async (): Promise<void> => {
    while (left-- > 0) await socket.request(registerDocument, { input: { app: 'many', ownerId } });
  };
  await Promise.all(Array.from({ length: atOnce }, registerSome));

  const answer = await asAdmin(server).data(
    '{ sessions(first: 20) { totalCount totalCountIsExact edges { node { app } } } }',
  );
  const edges = Array.from({ length: 20 }, () => ({ node: { app: 'many' } }));
  expect(answer).toEqual({ sessions: { totalCount: 10_000, totalCountIsExact: false, edges } });
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
});
