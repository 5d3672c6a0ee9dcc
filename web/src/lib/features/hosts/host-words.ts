import type { HostLoadRowFragment, SafetyMode } from '$lib/generated/graphql.ts';
import { duration, shortDuration, sinceMs } from '$lib/ui/duration.ts';
import type { PillTone } from '$lib/ui/pill.ts';
import type { HostRow } from './host-list.svelte.ts';
import { MODES, modeWord } from './mode-words.ts';

export type HostLoad = NonNullable<HostLoadRowFragment['load']>;

/** `3 connected · 1 away`. */
export function hostsSentence(hosts: readonly HostRow[]): string {
  if (hosts.length === 0) return 'No host has joined yet.';
  const connected = hosts.filter(({ isConnected }) => isConnected).length;
  const away = hosts.length - connected;
  return [`${connected} connected`, ...(away > 0 ? [`${away} away`] : [])].join(' · ');
}

/** Whether a host is there: `connected`, `away for 3 m`, `never connected`. */
export function presenceWords({ isConnected, lastHeardAt }: HostRow, nowMs: number): string {
  if (isConnected) return 'connected';
  return lastHeardAt === null ? 'never connected' : `away for ${shortDuration(sinceMs(lastHeardAt, nowMs))}`;
}

export function presencePill({ isConnected }: HostRow): { readonly tone: PillTone; readonly text: string } {
  return isConnected ? { tone: 'active', text: 'connected' } : { tone: 'silent', text: 'away' };
}

/** Since when it is as it is, for its own page. */
export function presenceSentence({ isConnected, connectedAt, lastHeardAt }: HostRow, nowMs: number): string {
  if (isConnected) return connectedAt === null ? '' : `for ${duration(sinceMs(connectedAt, nowMs))}`;
  if (lastHeardAt === null) return 'joined, and never connected: start it there';
  return `not heard for ${duration(sinceMs(lastHeardAt, nowMs))}`;
}

/** What it can be used for: `supervised, read only`. */
export function modesWords(host: HostRow): string {
  const modes = MODES.filter((mode) => modeProblem(host, mode) === undefined);
  return modes.map(modeWord).join(', ') || 'nothing';
}

/** Why a mode cannot be had on a host; undefined where it can. */
export function modeProblem({ abilities }: HostRow, mode: SafetyMode): string | undefined {
  if (!abilities.modes.includes(mode)) return 'The host’s own policy does not allow it.';
  if (mode === 'READ_ONLY' && !abilities.sandbox)
    return `The host has no sandbox${abilities.sandboxProblem === null ? '' : `: ${abilities.sandboxProblem}`}.`;
  return undefined;
}

/** `linux x64`. */
export function systemWords({ system }: HostRow): string {
  return `${system.platform} ${system.arch}`;
}

/** How busy it is: `load 0.42`. */
export function loadWords(load: HostLoad | null | undefined): string {
  return load == null ? '–' : load.loadAverage.toFixed(2);
}

/** In full: `0.42 on 8 CPUs · 3.1 of 16 GB free · 2 commands run · 12 s ago`. */
export function loadSentence(load: HostLoad | null | undefined, { system }: HostRow, nowMs: number): string {
  if (load == null) return 'not known: it tells while it is connected';
  const running = load.runningCommands;
  return [
    `${load.loadAverage.toFixed(2)} on ${system.cpuCount} ${system.cpuCount === 1 ? 'CPU' : 'CPUs'}`,
    `${gigabytes(load.freeMemoryBytes)} of ${gigabytes(system.memoryBytes)} GB free`,
    running === 0 ? 'no command runs' : running === 1 ? '1 command runs' : `${running} commands run`,
    `${shortDuration(sinceMs(load.at, nowMs))} ago`,
  ].join(' · ');
}

/** How a host keeps processes apart, in words. */
export function processWords({ pidNamespaces }: HostRow['abilities']): string {
  return pidNamespaces
    ? 'each command has a namespace of its own: nothing of it stays behind'
    : 'each command has a process group of its own; what leaves it is found by its marker';
}

function gigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(bytes < 10 * 2 ** 30 ? 1 : 0);
}
