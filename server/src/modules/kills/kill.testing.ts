import type { Kill } from './kill.ts';

/** A kill that was just requested, with every member given; nothing of it may be changed. */
export function aKill(members: Partial<Kill> = {}): Kill {
  return Object.freeze<Kill>({
    id: 'kill_01',
    sessionId: 'app_01',
    state: 'REQUESTED',
    requestedBy: { kind: 'BOOTSTRAP', id: null, name: 'the bootstrap token' },
    reason: 'enough',
    graceMs: 10_000,
    requestedAtMs: 1_000_000,
    sentAtMs: null,
    acknowledgedAtMs: null,
    endedAtMs: null,
    evidence: null,
    attempt: 1,
    previousId: null,
    endsAs: 'KILLED',
    survivors: [],
    ...members,
  });
}
