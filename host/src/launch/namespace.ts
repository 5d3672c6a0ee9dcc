import { becomeUser, innerWords } from './inner.ts';
import { type Launch, type Order, STATUS_DESCRIPTOR } from './launch.ts';

/**
 * The machine as it is, but for other processes and the host's own state: what belongs to the command ends with the first process of
 * its namespace, and that with us.
 */
export function launchInNamespace(order: Order, bwrap: string): Launch {
  const { words, environmentText } = innerWords(order);
  const { stateFolder } = order.machine;
  return {
    file: bwrap,
    args: [
      ...['--unshare-pid', '--die-with-parent', '--new-session', '--clearenv'],
      ...['--json-status-fd', String(STATUS_DESCRIPTOR)],
      ...['--dev-bind', '/', '/', '--proc', '/proc'],
      // Where nobody is root, the key is a file of the very user that commands run as.
      ...['--tmpfs', stateFolder, '--remount-ro', stateFolder],
      ...['--chdir', order.cwd, '--'],
      ...becomeUser(order),
      ...words,
    ],
    data: [environmentText],
  };
}
