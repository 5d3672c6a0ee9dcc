import { run, secondsSince } from './command.mjs';
import { isInstalled, markInstalled, unmarkInstalled } from './installed.mjs';
import { alone } from './lock.mjs';

/** Installs what package-lock.json asks for, unless it is there. Ends the process with advice where that cannot be done. */
export async function installWhatIsMissing() {
  if (isInstalled()) return;
  await alone(async (mention) => {
    if (isInstalled()) return;
    unmarkInstalled();
    console.log('  installing dependencies; the first time this takes a few minutes and says nothing meanwhile');
    const startMs = performance.now();
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const install = await run('npm', args, { onStart: mention });
    if (!install.isOk) giveUp(install.output);
    // npm calls it a success, too, when it was told to run no scripts and so compiled nothing.
    const probe = await run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"]);
    if (!probe.isOk) {
      unmarkInstalled();
      giveUp(`better-sqlite3 does not load.\n${probe.output}`);
    }
    markInstalled();
    console.log(`  installed in ${secondsSince(startMs)}`);
  });
}

/**
 * @param {string} output
 * @returns {never}
 */
function giveUp(output) {
  console.error(output.trimEnd());
  console.error('\nThe dependencies could not be installed; what npm said stands above.');
  if (/better-sqlite3|node-gyp|prebuild-install/.test(output)) {
    console.error(
      [
        'better-sqlite3, the database driver, found no ready-made binary here and could not be compiled.',
        'Install a C++ compiler and Python, and run the same command again:',
        '  Debian, Ubuntu   apt-get install -y build-essential python3',
        '  Fedora           dnf install -y gcc-c++ make python3',
        '  macOS            xcode-select --install',
      ].join('\n'),
    );
  }
  process.exit(1);
}
