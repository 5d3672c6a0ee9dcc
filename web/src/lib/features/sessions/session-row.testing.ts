import type { Places } from './places.ts';
import type { SessionRow } from './session-row.ts';

/** A session as the list knows it, registered as the given one; live and idle unless said otherwise. */
export function sessionRow(number: number, changes: Partial<SessionRow> = {}): SessionRow {
  return {
    id: `app_${String(number).padStart(4, '0')}`,
    kind: 'APP',
    app: 'reports',
    name: `Session ${number}`,
    userId: null,
    pinned: false,
    canKill: true,
    canPin: true,
    lifecycle: 'ACTIVE',
    liveness: 'LIVE',
    status: 'IDLE',
    attentionRank: 0,
    startedAt: '2026-01-01T00:00:00.000Z',
    lastHeartbeatAt: '2026-01-01T00:00:10.000Z',
    endedAt: null,
    endReason: null,
    endMessage: null,
    error: null,
    currentTask: null,
    kill: null,
    ...changes,
  };
}

/** These rows, in this order. */
export function placesOf(rows: readonly SessionRow[]): Places {
  return {
    length: rows.length,
    at: (index) => rows[index],
    indexOf: (id) => rows.findIndex((row) => row.id === id),
  };
}
