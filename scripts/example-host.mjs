import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root, run } from './command.mjs';

const askEveryMs = 2_000;
const lookEveryMs = 20;
/** More than a host takes to end what it runs and to tell of it. */
const longestEndMs = 15_000;
const program = join(root, 'host/dist/main.js');

/**
 * Runs a host on this machine for as long as this process runs, so that remote access can be tried. It allows every mode, in a
 * folder that goes with it, and, as root, nobody but `nobody`. The server gives it its join code as it gives one to whoever
 * sits at its terminal.
 */
export async function runExampleHost() {
  if (process.platform !== 'linux') {
    console.log('Host: commands run on Linux alone; the example goes on without one.');
    return;
  }
  const dataDir = process.env['ROLLCALL_DATA_DIR'] || join(root, 'data');
  const state = join(dataDir, 'example-host');
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-example-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Commands of a host that is root run as somebody else.
  chmodSync(folder, 0o777);
  const systemUsers = process.getuid?.() === 0 ? ['nobody'] : [];
  const policy = { modes: ['SUPERVISED', 'AUTONOMOUS', 'READ_ONLY'], folders: [folder], systemUsers };
  await untilJoined(dataDir, state, policy);

  // However this process ends, the host ends with it, and so does what it runs.
  const args = ['--pdeathsig=TERM', '--', process.execPath, program, 'run', '--state', state];
  const host = spawn('setpriv', args, { stdio: 'inherit' });
  process.once('exit', () => {
    host.kill();
    waitForEnd(host.pid);
  });
  host.once('error', (error) => console.error(`Host: ${error.message}`));
  host.once('exit', () => console.log(`Host: it has ended. To have it join anew, remove ${state}.`));
  console.log(`Host: commands run in ${folder}${systemUsers.map((name) => `, as ${name}`).join('')}.`);
}

/**
 * Nothing else is done meanwhile, so that whoever sits at the terminal has it back when all has ended.
 * @param {number | undefined} pid of a child, which is a zombie when it has ended: nobody asks for its exit code any more
 */
function waitForEnd(pid) {
  const untilMs = performance.now() + longestEndMs;
  const blank = new Int32Array(new SharedArrayBuffer(4));
  while (performance.now() < untilMs && isRunning(pid)) Atomics.wait(blank, 0, 0, lookEveryMs);
}

/** @param {number | undefined} pid */
function isRunning(pid) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {string} dataDir the server's
 * @param {string} state where the host keeps its key and its policy
 * @param {object} policy
 */
async function untilJoined(dataDir, state, policy) {
  let said = '';
  for (;;) {
    const problem = await tryToJoin(dataDir, state, policy);
    if (problem === undefined) return;
    if (problem !== said) console.log(`Host: not joined yet. ${problem}`);
    said = problem;
    await delay(askEveryMs);
  }
}

/**
 * @param {string} dataDir
 * @param {string} state
 * @param {object} policy
 * @returns {Promise<string | undefined>} what is in the way, for people
 */
async function tryToJoin(dataDir, state, policy) {
  const isMember = existsSync(join(state, 'host.json'));
  const asked = isMember
    ? undefined
    : await run(process.execPath, [join(root, 'scripts/rollcall.mjs'), 'host', 'code']);
  const [code = ''] = /rjc_\S+/.exec(asked?.stdout ?? '') ?? [];
  if (asked !== undefined && code === '') return asked.output.trim();
  mkdirSync(state, { recursive: true, mode: 0o700 });
  writeFileSync(join(state, 'policy.json'), `${JSON.stringify(policy, null, 2)}\n`);
  if (isMember) return undefined;
  const words = ['join', '--server', addressOf(dataDir), '--name', `${hostname()}, the example's`, '--state', state];
  // In the arguments everybody on this machine could read it.
  const joined = await run(process.execPath, [program, ...words], { env: { ROLLCALL_JOIN_CODE: code } });
  return joined.isOk ? undefined : joined.output.trim();
}

/** @param {string} dataDir a Rollcall that runs leaves its address there */
function addressOf(dataDir) {
  const path = join(dataDir, 'address');
  const left = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return process.env['ROLLCALL_URL'] || left || 'http://127.0.0.1:4000';
}
