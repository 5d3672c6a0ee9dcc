import { onTestFinished } from 'vitest';
import { admin, owner, startApp, type TestApp } from '../../app.testing.ts';
import type { Caller } from '../../kernel/record.ts';
import type { Approval } from './approval.ts';
import type { ApprovalFilter } from './store.ts';

/** A server with a session of `demo` that works for ada, and one question of it. */
export async function startAsking(
  input: Readonly<Record<string, unknown>> = {},
  registration: Readonly<Record<string, unknown>> = {},
) {
  const app = await startApp();
  const registered = await app.register({ userId: 'ada', ...registration });
  const { session } = registered;
  const approval = await ask(app, session.id, input);
  return { app, registered, session, approval };
}

let asked = 0;

/** Asks as a session's owner does, each time something new. */
export async function ask(
  { services }: TestApp,
  sessionId: string,
  input: Readonly<Record<string, unknown>> = {},
  caller: Caller = owner(),
): Promise<Approval> {
  const key = `ask-${(asked += 1)}`;
  return services.approvals.requestApproval(caller, { sessionId, key, title: 'May I?', ...input });
}

/** An approval as everybody sees it now. */
export async function approvalOf({ services }: TestApp, id: string): Promise<Approval> {
  const approval = await services.approvalReading.approval(admin, id);
  if (approval === null) throw new Error(`There is no approval ${id}`);
  return approval;
}

/** A list as a dashboard asks for it: each as `id STATE`. */
export async function listed({ services }: TestApp, filter: ApprovalFilter = {}, caller: Caller = admin) {
  const query = { filter, orderBy: 'DEADLINE', first: 500, after: null } as const;
  const { rows, totalCount } = await services.approvalReading.list(caller, query);
  return { totalCount, ids: rows.map(({ approval }) => approval.id) };
}

/** What a watch of approvals has told since the last call: each approval as `id STATE`. */
export async function watchApprovals(app: TestApp, afterRevision: string | null = null, caller: Caller = admin) {
  const messages = await app.services.approvalReading.watch(caller, {}, afterRevision);
  const come: { revision: number; resync: boolean; upserted: readonly string[] }[] = [];
  let failure: unknown = null;
  const reading = (async () => {
    for await (const { revision, resync, upserted } of messages)
      come.push({ revision, resync, upserted: upserted.map(({ id, state }) => `${id} ${state}`) });
  })().catch((error: unknown) => (failure = error));
  onTestFinished(async () => {
    await messages.return?.();
    await reading;
  });
  return async () => {
    await app.settle();
    if (failure !== null) throw new Error('The watch failed', { cause: failure });
    return come.splice(0);
  };
}
