import { randomUUID } from 'node:crypto';
import type { Api } from '../../harness/api.ts';
import { change } from '../../harness/operations.ts';
import { until } from '../../harness/until.ts';
import { asKey, type Place, type Registered, registerFresh } from './registered.ts';

/** A session of alpha that asked something, and what it asked. */
export interface Asked extends Registered {
  readonly approvalId: string;
}

export interface Approvals {
  /** Approved with a note, and acted on: it has everything an approval can have. */
  readonly acted: Asked;
  readonly pending: Asked;
  readonly expired: Asked;
  readonly cancelled: Asked;
  /** What it asked was granted; then it asked it once more. */
  readonly granted: Asked;
  /** What it asked was granted, and that was taken back. */
  readonly revoked: Asked;
  /** As many questions of it wait as may. */
  readonly crowded: Registered;
}

type Decider = Place & { readonly people: { readonly oper: { readonly api: Api } } };

export async function askFresh(world: Place, input: Record<string, unknown> = {}): Promise<Asked> {
  const session = await registerFresh(world);
  return { ...session, approvalId: await ask(world, session, input) };
}

export async function approveFresh(world: Decider): Promise<Asked> {
  const asked = await askFresh(world, { expiresInMs: 3_600_000, details: { files: 3 } });
  await change(world.people.oper.api, 'approve', { id: asked.approvalId, note: 'Go on' }, 'approval { id }');
  return asked;
}

/** A session whose question was approved with a grant of the same. */
export async function grantFresh(world: Decider): Promise<Asked & { readonly grantId: string }> {
  const asked = await askFresh(world);
  const { grant } = await change<{ grant: { id: string } }>(
    world.people.oper.api,
    'approve',
    { id: asked.approvalId, grant: { uses: 9, forMs: 3_600_000 } },
    'grant { id }',
  );
  return { ...asked, grantId: grant.id };
}

export async function createApprovals(world: Decider): Promise<Approvals> {
  const [pending, acted, expired, cancelled] = await Promise.all([
    askFresh(world),
    approveFresh(world),
    askFresh(world, { expiresInMs: 1_000 }),
    askFresh(world),
  ]);
  const owner = ({ ownerId }: Registered) => asKey(world, ownerId);
  await change(owner(acted), 'actOnApproval', { id: acted.approvalId }, 'approval { id }');
  await change(owner(cancelled), 'cancelApproval', { id: cancelled.approvalId }, 'approval { id }');
  await until('the question to expire', async () => {
    const { approval } = await owner(expired).data<{ approval: { state: string } }>(
      'query ($id: ID!) { approval(id: $id) { state } }',
      { id: expired.approvalId },
    );
    return approval.state === 'EXPIRED';
  });
  const [granted, revoked] = [await grantFresh(world), await grantFresh(world)];
  await change(world.people.oper.api, 'revokeGrant', { id: revoked.grantId }, 'grant { id }');
  const asked = { ...granted, approvalId: await ask(world, granted) };
  const crowded = await registerFresh(world);
  await Promise.all(Array.from({ length: 100 }, () => ask(world, crowded)));
  return { acted, pending, expired, cancelled, granted: asked, revoked, crowded };
}

async function ask(
  world: Place,
  { ownerId, sessionId }: Registered,
  input: Record<string, unknown> = {},
): Promise<string> {
  const question = { sessionId, key: randomUUID(), title: 'May I?', ...input };
  const { approval } = await change<{ approval: { id: string } }>(
    asKey(world, ownerId),
    'requestApproval',
    question,
    'approval { id }',
  );
  return approval.id;
}
