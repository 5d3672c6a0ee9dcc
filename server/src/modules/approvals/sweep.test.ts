import { expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../../app.testing.ts';
import { createManualClock } from '../../kernel/clock.testing.ts';
import { openStore } from '../../store/store.ts';
import { anApproval } from './approval.testing.ts';
import { Deadlines } from './deadlines.ts';
import { createApprovalSweep } from './sweep.ts';

test('what falls due and is not what was remembered is looked at once, not every second', async () => {
  const clock = createManualClock();
  const store = await openStore({ dataDir: temporaryDir(), newEpoch: 'testtest', onCommit: () => undefined });
  onTestFinished(() => store.close());
  const pending = anApproval({ askedAtMs: clock.wallMs(), expiresAtMs: clock.wallMs() + 10_000 });
  await store.write(({ approvals }) => approvals.insert({ ...pending, state: 'DENIED' }));
  const deadlines = new Deadlines(clock);
  deadlines.observe(pending);
  let looked = Promise.resolve<unknown>(null);
  const write: typeof store.write = (unit) => {
    const done = store.write(unit);
    looked = done;
    return done;
  };
  const follow = async (): Promise<void> => undefined;
  const onError = (error: unknown): void => void expect.fail(String(error));
  await createApprovalSweep({ clock, deadlines, reader: store.approvals, write, follow, onError }).start();
  expect(clock.timerCount()).toBe(1);
  clock.advance(5_000);
  await looked;
  await store.write(async () => undefined);
  expect(clock.timerCount()).toBe(0);
});
