import { lstatSync, readlinkSync } from 'node:fs';
import { isInside } from '../machine/inside.ts';
import { becomeUser, innerWords } from './inner.ts';
import { FILTER_DESCRIPTOR, type Launch, type Order, STATUS_DESCRIPTOR } from './launch.ts';

/** All of the system that programs need to run. */
const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Of the settings only what says nothing that not everybody may know, and without which programs do not start or answer wrongly. */
const settings = [
  ...['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives', 'passwd', 'group', 'nsswitch.conf'],
  ...['localtime', 'timezone', 'locale.alias', 'os-release', 'debian_version', 'mime.types'],
].map((name) => `/etc/${name}`);

/** What may be written, and is gone with the sandbox. */
const scratchFolders = ['/tmp', '/run', '/home', '/var'];
const SCRATCH_BYTES = String(64 * 2 ** 20);

/**
 * A machine of its own: nothing writable that outlives it, no network and no sockets of the host, no secrets, no other processes,
 * and of files only the system's and those of the policy's folders.
 */
export function launchInSandbox(order: Order, bwrap: string, filter: Buffer): Launch {
  const { words, environmentText } = innerWords(order);
  const { machine } = order;
  // A folder in another one is shown after it, or it would be covered.
  const folders = [...machine.folders].sort();
  const [file = bwrap, ...args] = [
    ...becomeUser(order),
    bwrap,
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
    ...['--clearenv', '--new-session', '--die-with-parent'],
    ...['--json-status-fd', String(STATUS_DESCRIPTOR), '--seccomp', String(FILTER_DESCRIPTOR)],
    ...systemFolders.flatMap(showSystemFolder),
    ...settings.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', ...scratch('/dev/shm'), '--remount-ro', '/dev'],
    ...scratchFolders.flatMap(scratch),
    ...folders.flatMap((folder) => ['--ro-bind', folder, folder]),
    ...hide(order),
    ...['--remount-ro', '/', '--chdir', order.cwd, '--'],
    ...words,
  ];
  return { file, args, data: [environmentText, filter] };
}

/** The top folders of most systems today are links into /usr. */
function showSystemFolder(folder: string): string[] {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isSymbolicLink() ? ['--symlink', readlinkSync(folder), folder] : ['--ro-bind', folder, folder];
}

function scratch(folder: string): string[] {
  return ['--size', SCRATCH_BYTES, '--tmpfs', folder];
}

/** What is secret in the folders that are shown. */
function hide({ machine }: Order): string[] {
  const isShown = (path: string) => isInside(path, [...machine.folders, ...systemFolders]);
  return [
    ...(isShown(machine.stateFolder) ? scratch(machine.stateFolder) : []),
    ...machine.secretFiles.filter(isShown).flatMap((file) => ['--ro-bind', '/dev/null', file]),
  ];
}
