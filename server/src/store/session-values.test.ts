import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySession } from './any-session.testing.ts';
import { rowOfSession } from './session-rows.ts';
import { sessionColumns, sessionOfValues, type SessionValues } from './session-values.ts';

test('a session is what it was stored as, each value in its place', () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const row = { ...rowOfSession(session), row_id: 1, record_id: null };
      // As the database gives them.
      const values = sessionColumns.map((column) => row[column]) as unknown as SessionValues;
      expect(sessionOfValues(values)).toEqual(session);
    }),
  );
});
