import { expect, test } from 'vitest';
import { type Kill, markSent, requestKill } from './kill.ts';
import { PendingKills } from './pending-kills.ts';

const requestedBy = { kind: 'BOOTSTRAP', id: null, name: 'Bootstrap token' } as const;

function killOf(sessionId: string, id: string): Kill {
  return requestKill({ id, sessionId, requestedBy, reason: null, graceMs: 0, endsAs: 'KILLED' }, null, 0).kill;
}

test('of a session the newest kill is known, as it was stored last, until the session ends', () => {
  const pending = new PendingKills();
  const first = killOf('a', 'kill1');
  const second = killOf('a', 'kill2');
  const sent = markSent(second, 5)?.kill ?? second;
  pending.observe([first, killOf('b', 'kill3')], []);
  expect(pending.get('a')).toBe(first);
  pending.observe([second], []);
  pending.observe([sent], []);
  expect(pending.get('a')).toBe(sent);
  pending.observe([{ ...sent, state: 'ENDED' }], ['a']);
  expect(pending.get('a')).toBeNull();
  expect(pending.get('b')).toMatchObject({ id: 'kill3' });
});
