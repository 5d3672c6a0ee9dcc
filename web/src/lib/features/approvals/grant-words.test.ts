import { describe, expect, it } from 'vitest';
import { NOW, approvalRow, at, decidedRow } from './approval-row.testing.ts';
import { becameSentence, becameWords } from './approval-words.ts';
import { GrantDraft, placesOf } from './grant-draft.svelte.ts';
import { type GrantRow, giverWords, leftWords } from './grant-words.ts';
import { timeOfDay } from '$lib/ui/time-of-day.ts';

function grantRow(changes: Partial<GrantRow> = {}): GrantRow {
  return {
    id: 'grant_1',
    approvalId: 'approval_1',
    sessionId: 'app_1',
    app: 'reports',
    title: 'Send it?',
    on: 'SESSION',
    askedBy: { name: 'nightly' },
    grantedBy: { id: 'person_ada', name: 'Ada' },
    expiresAt: at(54 * 60_000),
    uses: 5,
    usedCount: 1,
    state: 'ACTIVE',
    revokedBy: null,
    canRevoke: true,
    ...changes,
  };
}

const endAt = timeOfDay(NOW + 54 * 60_000, NOW);

it.each<[Partial<GrantRow>, string]>([
  [{}, `4 of 5 left · until ${endAt}, 54 m`],
  [{ uses: 1_000, usedCount: 0 }, `1,000 of 1,000 left · until ${endAt}, 54 m`],
  [{ expiresAt: at(0) }, 'its time is over · used once'],
  [{ state: 'EXPIRED', usedCount: 0 }, 'its time is over · never used'],
  [{ state: 'USED_UP', usedCount: 5 }, 'used up · used 5 times'],
  [{ state: 'REVOKED', revokedBy: { id: 'person_grace', name: 'Grace' } }, 'revoked by Grace · used once'],
  [{ state: 'REVOKED', revokedBy: { id: 'person_ada', name: 'Ada' } }, 'revoked by you · used once'],
  [{ state: 'ENDED' }, 'ended with its session · used once'],
])('says what is left of a grant, or why nothing is: %o', (changes, words) => {
  expect(leftWords(grantRow(changes), NOW, 'person_ada')).toBe(words);
});

it('says who gave it', () => {
  expect(giverWords(grantRow(), 'person_ada')).toBe('allowed by you');
  expect(giverWords(grantRow(), undefined)).toBe('allowed by Ada');
});

it('says of a question that nobody was asked, and by whose grant it was approved', () => {
  const row = decidedRow({ grantId: 'grant_1', actedAt: at(0) });
  expect(becameWords(row, NOW, undefined)).toBe('approved by a grant of Ada, 2 s ago');
  expect(becameSentence(row, 'person_ada')).toBe('Allowed by a grant of yours, and the app acted on it.');
});

describe('what may be allowed with an approval', () => {
  it('is nothing unless somebody says so', () => {
    const draft = new GrantDraft();
    expect(draft.terms).toBeUndefined();
    draft.isWanted = true;
    expect(draft.terms).toEqual({ uses: 5, forMs: 3_600_000, on: 'SESSION' });
  });

  it('reaches a whole host for commands alone, and for operators alone', () => {
    const places = (kind: 'COMMAND' | 'QUESTION', isOperator: boolean) =>
      placesOf(approvalRow({ kind }), isOperator).map(({ on }) => on);
    expect(places('COMMAND', true)).toEqual(['SESSION', 'HOST']);
    expect([places('COMMAND', false), places('QUESTION', true)]).toEqual([['SESSION'], ['SESSION']]);
  });

  it('is spelt out with each of its limits', () => {
    const draft = new GrantDraft();
    const until = timeOfDay(NOW + 3_600_000, NOW);
    expect(draft.sentence(approvalRow(), NOW)).toContain(
      `this exact question, asked by nightly, in this session, at most 5 times, until ${until}.`,
    );
    draft.on = 'HOST';
    expect(draft.sentence(approvalRow({ kind: 'COMMAND' }), NOW)).toContain(
      'this exact command, asked by nightly, in any session on this host, at most 5 times',
    );
    draft.on = 'SESSION';
    draft.uses = 1;
    expect(draft.sentence(approvalRow(), NOW)).toContain(`in this session, once more, until ${until}.`);
  });
});

it('tells a time of another day with its day', () => {
  const noon = new Date(2026, 0, 1, 12, 0).getTime();
  const later = (hours: number) => timeOfDay(noon + hours * 3_600_000, noon);
  expect([later(2.5), later(14), later(24 * 20)]).toEqual(['14:30', 'Fri 02:00', '21 Jan 12:00']);
});
