import type { HostRow } from './host-list.svelte.ts';

export const NOW = Date.parse('2026-01-01T12:00:00.000Z');

export const at = (ms: number) => new Date(NOW + ms).toISOString();

/** A host that is connected and allows everything, unless said otherwise. */
export function hostRow({
  abilities,
  ...changes
}: Partial<Omit<HostRow, 'abilities'>> & {
  readonly abilities?: Partial<HostRow['abilities']>;
} = {}): HostRow {
  return {
    id: 'host_1',
    name: 'build-1',
    app: 'remote',
    labels: ['eu'],
    isConnected: true,
    connectedAt: at(-180_000),
    lastHeardAt: at(0),
    joinedAt: at(-3_600_000),
    joinedBy: { name: 'Root' },
    needsSomebodyElse: false,
    runningSessionCount: 0,
    canManage: true,
    canStart: true,
    system: {
      platform: 'linux',
      release: '6.1',
      arch: 'x64',
      hostname: 'build-1.local',
      cpuCount: 8,
      memoryBytes: 16 * 2 ** 30,
      version: '0.1.0',
    },
    abilities: {
      modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'],
      sandbox: true,
      sandboxProblem: null,
      pidNamespaces: true,
      systemUsers: [],
      folders: ['/srv'],
      ...abilities,
    },
    ...changes,
  };
}
