import type { SafetyMode } from '$lib/generated/graphql.ts';

/** Every mode, the one that is offered first. */
export const MODES = ['SUPERVISED', 'READ_ONLY', 'AUTONOMOUS'] as const satisfies readonly SafetyMode[];

const WORDS: Record<SafetyMode, string> = {
  SUPERVISED: 'supervised',
  AUTONOMOUS: 'autonomous',
  READ_ONLY: 'read only',
};

const SENTENCES: Record<SafetyMode, string> = {
  SUPERVISED: 'Each command waits for a person, unless the same was allowed again.',
  AUTONOMOUS: 'A person approves the session once; from then on every command runs.',
  READ_ONLY: 'Every command runs at once, in a sandbox: nothing it writes stays, and it has no network.',
};

export function modeWord(mode: SafetyMode): string {
  return WORDS[mode];
}

export function modeSentence(mode: SafetyMode): string {
  return SENTENCES[mode];
}
