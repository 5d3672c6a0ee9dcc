import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySession } from './any-session.testing.ts';
import { rowOfSession, sessionAtRevision, sessionOfRow } from './session-rows.ts';

test('a session that is stored is the one that was given, but for its revision, and of the shape of those from rows', () => {
  fc.assert(
    fc.property(anySession, (session) => {
      const stored = sessionAtRevision(session, 7);
      expect(stored).toEqual({ ...session, revision: 7 });
      expect(Object.keys(stored)).toEqual(Object.keys(sessionOfRow(rowOfSession(session))));
    }),
  );
});
