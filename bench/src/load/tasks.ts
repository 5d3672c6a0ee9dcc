import { randomUUID } from 'node:crypto';
import { createClient as createSdkClient } from '@rollcall/sdk';
import { FinishTaskDocument, RegisterSessionDocument, StartTaskDocument } from '@rollcall/sdk/operations';
import { type Client, createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { answerCalls } from '../harness/calls.ts';
import { appKey } from '../harness/servers.ts';
import { toRollcall, type OperationPayload } from '../wire/messages.ts';

// An app that runs empty tasks, with the SDK and with a client of graphql-ws alone; what is measured is this process.

export interface TaskCost {
  readonly clientCpuUs: number;
  /** From the beginning of one task to the beginning of the next, as the app sees it. */
  readonly waitUs: number;
  readonly sessionId: string;
}

export interface TasksApi {
  open(input: { readonly url: string }): Promise<void>;
  /** One task after the other, each over before the next one begins. */
  runBySdk(input: { readonly tasks: number }): Promise<TaskCost>;
  runBySocket(input: { readonly tasks: number }): Promise<TaskCost>;
}

let url = '';

async function measure(
  tasks: number,
  sessionId: string,
  runOne: () => Promise<unknown>,
  settle: () => Promise<unknown>,
) {
  const before = process.cpuUsage();
  const startMs = performance.now();
  for (let done = 0; done < tasks; done += 1) await runOne();
  const tookMs = performance.now() - startMs;
  await settle();
  const { user, system } = process.cpuUsage(before);
  return { clientCpuUs: (user + system) / tasks, waitUs: (tookMs * 1_000) / tasks, sessionId };
}

function request(client: Client, payload: OperationPayload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let data: unknown;
    client.subscribe(
      { ...payload, variables: { ...payload.variables } },
      {
        next: (result) => (data = result.data),
        error: (error: unknown) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
        complete: () => resolve(data),
      },
    );
  });
}

answerCalls<TasksApi>({
  open(input) {
    ({ url } = input);
  },
  async runBySdk({ tasks }) {
    await using client = createSdkClient({ url, key: appKey });
    const session = await client.session({ app: 'benchmark' });
    const { sessionId } = await session.credentials();
    return await measure(
      tasks,
      sessionId,
      () => session.task('A task', () => undefined),
      () => session.end(),
    );
  },
  async runBySocket({ tasks }) {
    const ownerId = randomUUID();
    const client = createSocketClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      connectionParams: { authorization: `Bearer ${appKey}`, ownerId },
      webSocketImpl: WebSocket,
      lazy: false,
    });
    const registration = { app: 'benchmark', ownerId, externalId: randomUUID() };
    // What the SDK's own document asks for.
    const { registerSession } = (await request(
      client,
      toRollcall(RegisterSessionDocument, { input: registration }),
    )) as {
      registerSession: { session: { id: string } };
    };
    const sessionId = registerSession.session.id;
    const runOne = async (): Promise<void> => {
      const taskId = randomUUID();
      await request(client, toRollcall(StartTaskDocument, { input: { sessionId, taskId, name: 'A task' } }));
      await request(client, toRollcall(FinishTaskDocument, { input: { taskId, outcome: 'SUCCEEDED' } }));
    };
    const cost = await measure(tasks, sessionId, runOne, async () => undefined);
    await client.dispose();
    return cost;
  },
});
