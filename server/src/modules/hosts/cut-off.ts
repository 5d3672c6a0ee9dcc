import type { SafetyMode } from '../sessions/index.ts';

const minuteMs = 60_000;

/** For how long a host lets a session's processes run without the server. */
export function cutOffMsOf(safetyMode: SafetyMode): number {
  return safetyMode === 'AUTONOMOUS' ? 15 * minuteMs : 2 * minuteMs;
}
