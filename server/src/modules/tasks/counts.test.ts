import fc from 'fast-check';
import { expect, test } from 'vitest';
import { owner, startApp, type TestApp } from '../../app.testing.ts';
import { query, sessionOf } from '../../app-reading.testing.ts';
import { taskOutcomes } from './task.ts';

async function taskStatesOf(app: TestApp, id: string): Promise<readonly string[]> {
  const text = 'query ($id: ID!) { session(id: $id) { tasks { state } } }';
  const { session } = await query<{ session: { tasks: { state: string }[] } }>(app, text, { id });
  return session.tasks.map(({ state }) => state);
}

test('the counts are right after whatever sequence of starts, finishes, ends and comebacks', async () => {
  const app = await startApp();
  const taskIds = ['a', 'b', 'c'];
  const step = fc.oneof(
    fc.record({ act: fc.constant('start' as const), task: fc.constantFrom(...taskIds) }),
    fc.record({
      act: fc.constant('finish' as const),
      task: fc.constantFrom(...taskIds),
      outcome: fc.constantFrom(...taskOutcomes),
    }),
    fc.record({ act: fc.constant('report' as const), task: fc.constantFrom(...taskIds) }),
    fc.record({ act: fc.constantFrom('end' as const, 'lose' as const, 'return' as const) }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      run += 1;
      const externalId = `run-${run}`;
      let { session } = await app.register({ externalId });
      const idOf = (task: string): string => `${session.id}-${task}`;
      const { tasks, sessions } = app.services;
      const ignored = () => undefined;
      for (const step of steps) {
        if (step.act === 'start') {
          await tasks.startTask(owner(), { sessionId: session.id, taskId: idOf(step.task), name: 'x' }).catch(ignored);
        } else if (step.act === 'finish') {
          await tasks.finishTask(owner(), { taskId: idOf(step.task), outcome: step.outcome }).catch(ignored);
        } else if (step.act === 'report') {
          await tasks.reportProgress(owner(), { taskId: idOf(step.task), progress: 0.5 }).catch(ignored);
        } else if (step.act === 'end') await sessions.endSession(owner(), { id: session.id, reason: 'COMPLETED' });
        else if (step.act === 'lose') await app.advance(20 * 60_000);
        else ({ session } = await app.register({ externalId }));

        const { openTaskCount, taskCount, lifecycle } = await sessionOf(app, session.id);
        const stored = await taskStatesOf(app, session.id);
        expect(taskCount).toBe(stored.length);
        expect(openTaskCount).toBe(stored.filter((state) => state === 'RUNNING').length);
        if (lifecycle === 'ENDED') expect(openTaskCount).toBe(0);
      }
    }),
    { numRuns: 25 },
  );
});
