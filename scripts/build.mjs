import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, secondsSince } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { alone } from './lock.mjs';

/** @typedef {'sdk' | 'host' | 'web' | 'server' | 'bench'} Workspace */

/** @type {Record<Workspace, { output: string, needs: readonly Workspace[] }>} */
const workspaces = {
  sdk: { output: 'sdk/dist', needs: [] },
  host: { output: 'host/dist', needs: ['sdk'] },
  web: { output: 'web/build', needs: ['sdk'] },
  server: { output: 'server/dist', needs: [] },
  bench: { output: 'bench/dist', needs: ['sdk'] },
};

/**
 * Builds those of the named workspaces, and of what they need, whose inputs are not the ones of the last build.
 * Ends the process where a build fails.
 * @param {readonly Workspace[]} names
 */
export async function buildWhatIsStale(names) {
  if (names.every(isFresh)) return;
  await alone(async (mention) => {
    /** @type {Map<Workspace, Promise<void>>} */
    const builds = new Map();
    /** @type {(name: Workspace) => Promise<void>} */
    const build = (name) => {
      const under =
        builds.get(name) ?? Promise.all(workspaces[name].needs.map(build)).then(() => buildOne(name, mention));
      builds.set(name, under);
      return under;
    };
    await Promise.all(names.map(build));
  });
}

/**
 * @param {Workspace} name
 * @param {(pid: number) => void} mention
 */
async function buildOne(name, mention) {
  if (isFresh(name)) return;
  // Taken before the build: a file saved while it runs makes the next start build again.
  const inputs = inputsOf(name);
  const startMs = performance.now();
  rmSync(stampPath(name), { force: true });
  const build = await run('npm', ['run', '--silent', 'build', '--workspace', name], { onStart: mention });
  if (!build.isOk) {
    console.error(build.output.trimEnd());
    console.error(`\n${name} could not be built; what its build said stands above.`);
    process.exit(1);
  }
  mkdirSync(join(root, '.cache', 'built'), { recursive: true });
  writeFileSync(stampPath(name), inputs);
  console.log(`  built ${name} in ${secondsSince(startMs)}`);
}

/** @param {Workspace} name */
function isFresh(name) {
  if (!existsSync(join(root, workspaces[name].output)) || !existsSync(stampPath(name))) return false;
  return readFileSync(stampPath(name), 'utf8') === inputsOf(name);
}

/** @param {Workspace} name */
function inputsOf(name) {
  return fingerprint(['package-lock.json', 'tsconfig.base.json', ...workspaces[name].needs, name]);
}

/** @param {Workspace} name */
function stampPath(name) {
  return join(root, '.cache', 'built', name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildWhatIsStale(['sdk', 'web', 'server']);
