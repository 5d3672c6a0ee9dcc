import { ENVIRONMENT_DESCRIPTOR, FILTER_DESCRIPTOR, type Order } from './launch.ts';

/** The words that become the command in the end: its limits are set before its environment, which may tell a loader what to load. */
export function innerWords({ argv, environment, machine }: Order): {
  readonly words: readonly string[];
  readonly environmentText: string;
} {
  const { tools, policy } = machine;
  const script = [
    `variables=$(${tools.cat} <&${ENVIRONMENT_DESCRIPTOR})`,
    `exec ${ENVIRONMENT_DESCRIPTOR}<&- ${FILTER_DESCRIPTOR}<&-`,
    `eval "exec ${tools.env} -i $variables \\"\\$@\\""`,
  ].join('; ');
  return {
    words: [
      tools.prlimit,
      `--nproc=${policy.maxProcesses}`,
      `--as=${policy.maxMemoryBytes}`,
      '--core=0',
      '--',
      ...[tools.sh, '-c', script, 'sh', ...argv],
    ],
    environmentText: [...environment].map(([name, value]) => `${name}=${quote(value)}`).join(' '),
  };
}

/** Becomes the command's user for good; nothing where that is who we are. */
export function becomeUser({ user, machine }: Order): readonly string[] {
  if (!machine.isRoot) return [];
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups'];
  return [machine.tools.setpriv, ...ids, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
