import type { Actor } from './model.ts';
import type { Registry } from './registry.ts';

const KEY: Actor = { kind: 'KEY', id: 'key_contract', name: 'contract' };
const ADMIN: Actor = { kind: 'PERSON', id: 'person_ada', name: 'ada' };
const APPS = ['reports', 'notebook', 'billing', 'fixer', 'etl'];
const TASKS = ['Generating report', 'Counting primes', 'Rendering charts', 'Loading orders', 'Sending invoices'];
const USERS = ['ada', 'grace', 'linus', null];

/** Fills a registry with sessions in every state a dashboard has to show. */
export function seed(registry: Registry, count: number): void {
  for (let number = 0; number < count; number += 1) {
    const app = APPS[number % APPS.length] ?? 'reports';
    const { session } = registry.register(
      {
        app,
        ownerId: 'seed',
        externalId: `seed-${number}`,
        name: `${app} ${number}`,
        userId: USERS[number % USERS.length] ?? null,
        tags: number % 3 === 0 ? ['nightly', 'eu'] : [],
        metadata: { host: `worker-${number % 4}` },
      },
      KEY,
    );
    if (number % 2 === 0) {
      registry.startTask(
        session,
        { id: `${session.id}-task`, parentId: null, name: TASKS[number % TASKS.length] ?? 'Work' },
        KEY,
      );
    }
    if (number % 16 === 1) registry.silent(session, 'QUIET');
    if (number % 16 === 3) registry.silent(session, 'STALE');
    if (number % 16 === 5) registry.update(session, { statedActivity: 'REQUIRES_ACTION' }, KEY);
    if (number % 16 === 7) registry.update(session, { statedActivity: 'PAUSED' }, KEY);
    if (number % 16 === 9) registry.end(session, 'COMPLETED', null, KEY);
    if (number % 16 === 11) registry.end(session, 'FAILED', 'The disk is full', KEY);
    if (number % 16 === 13) registry.unresponsive(session, registry.kill(session, 'It does not stop', 10_000, ADMIN));
    if (number % 16 === 15) registry.pin(session, true, ADMIN);
  }
}

/** One step in the life of seeded sessions: progress, a task's end and the next one's start, and kills obeyed. */
export function live(registry: Registry, step: number): void {
  for (const [index, session] of registry.all().entries()) {
    if (session.ownerId !== 'seed' || session.lifecycle === 'ENDED') continue;
    const kill = session.kills.at(-1);
    if (kill?.state === 'REQUESTED') registry.killSent(session, kill);
    else if (kill?.state === 'SENT') registry.acknowledge(session, kill, KEY);
    else if (kill?.state === 'ACKNOWLEDGED') registry.end(session, 'STOPPED', null, KEY);
    if (session.lifecycle !== 'ACTIVE' || session.liveness !== 'LIVE') continue;
    session.lastHeartbeatAtMs = Date.now();
    const task = session.tasks.findLast(({ state }) => state === 'RUNNING');
    if ((index + step) % 7 !== 0 || task === undefined) continue;
    const progress = Math.min(1, (task.progress ?? 0) + 0.1);
    registry.reportProgress(session, task, progress, `step ${Math.round(progress * 10)} of 10`);
    if (progress < 1) continue;
    registry.finishTask(session, task, 'SUCCEEDED', null, KEY);
    registry.startTask(
      session,
      { id: `${session.id}-${step}`, parentId: null, name: TASKS[step % TASKS.length] ?? 'Work' },
      KEY,
    );
  }
}
