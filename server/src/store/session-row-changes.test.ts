import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../modules/sessions/index.ts';
import { anySession } from './any-session.testing.ts';
import { changesOf } from './session-row-changes.ts';
import { rowOfSession } from './session-rows.ts';

test('what a session became is its former row with what changed, and nothing of it stays as it was', () => {
  fc.assert(
    fc.property(anySession, anySession, fc.func(fc.boolean()), (former, other, isTaken) => {
      const taken = Object.entries(other).filter(([member]) => isTaken(member));
      const session: Session = { ...former, ...Object.fromEntries(taken), id: former.id };
      const [row, was] = [rowOfSession(session), rowOfSession(former)];
      const changes = changesOf(session, former);
      expect({ ...was, ...changes }).toEqual(row);
      for (const [column, value] of Object.entries(changes)) expect(was).not.toHaveProperty(column, value);
    }),
    { numRuns: 1_000 },
  );
});
