import { run } from './command.mjs';
import { byAptGet, fetchMissing, giveUp, indented, packageSystems } from './packages.mjs';

// What a host asks of it, with nothing in it: there may be a program that the machine lets make no namespaces.
const trial = [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL', '--new-session', '--die-with-parent'],
  ...['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', 'true'],
];

/**
 * Finds bubblewrap, in which hosts run commands, or fetches it. Ends the process with what to do where it cannot be had,
 * or does not start.
 * @param {string} [release] where the system says what it is
 * @returns {Promise<string>} its version
 */
export async function provideBubblewrap(release) {
  const ways = packageSystems(release).some((name) => name === 'debian') ? [byAptGet('bubblewrap')] : [];
  const version = (await findBubblewrap()) ?? (await fetchMissing('bubblewrap', ways, findBubblewrap));
  if (version === undefined) {
    return giveUp([
      'The tests of remote access need bubblewrap (bwrap), and it could not be fetched.',
      'Install it and run the same command again. It is for Linux alone:',
      '  Debian, Ubuntu   apt-get update && apt-get install -y bubblewrap',
      '  Fedora           dnf install -y bubblewrap',
      '  Arch             pacman -S bubblewrap',
      '  Alpine           apk add bubblewrap',
    ]);
  }
  const [name = '', ...args] = [...asNobody(), 'bwrap', ...trial];
  const started = await run(name, args);
  if (started.isOk) return version;
  return giveUp([
    `${version} is here, but this machine does not let it start with namespaces of its own:`,
    indented(started.output),
    'The tests of remote access need user and PID namespaces. Allow them and run the same command again:',
    '  Debian      sysctl -w kernel.unprivileged_userns_clone=1',
    '  Ubuntu      sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    '  elsewhere   sysctl -w user.max_user_namespaces=10000',
    '  in Docker   --security-opt seccomp=unconfined --security-opt systempaths=unconfined',
    'An unknown option is one of a newer bubblewrap: 0.8 is the oldest that does.',
  ]);
}

/** A host that is root has commands run by somebody else, whom the machine may forbid more. */
function asNobody() {
  if (process.getuid?.() !== 0) return [];
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--bounding-set=-all', '--no-new-privs', '--'];
}

/** @returns {Promise<string | undefined>} what it says of its version */
async function findBubblewrap() {
  const said = await run('bwrap', ['--version']);
  return said.isOk ? said.stdout.trim() : undefined;
}
