import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));

// Does what npm would, at once: it notes what it was asked for and leaves what a real install or build leaves. `npm ci`
// waits for a file named `go`, so that a test decides how long an install takes.
const npm = `#!/usr/bin/env node
import fs from 'node:fs';
const args = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
fs.appendFileSync('npm.log', args.join(' ') + '\\n');
if (args[0] === 'ci') {
  if (fs.existsSync('compiler-is-missing')) {
    console.error('npm error path node_modules/better-sqlite3\\nnpm error gyp ERR! find Python');
    process.exit(1);
  }
  fs.rmSync('node_modules', { recursive: true, force: true });
  const timer = setInterval(() => {
    if (!fs.existsSync('package.json')) process.exit(1);
    if (!fs.existsSync('go')) return;
    clearInterval(timer);
    fs.mkdirSync('node_modules/better-sqlite3', { recursive: true });
    fs.writeFileSync('node_modules/better-sqlite3/index.js', 'module.exports = class {};');
    fs.writeFileSync('node_modules/better-sqlite3/package.json', '{}');
  }, 5);
} else {
  const workspace = args[2];
  if (fs.readFileSync(workspace + '/index.ts', 'utf8') === 'broken') {
    console.error('index.ts: this does not compile');
    process.exit(1);
  }
  const output = workspace === 'web' ? 'web/build' : workspace + '/dist';
  fs.mkdirSync(output, { recursive: true });
  fs.writeFileSync(output + '/main.js', fs.readFileSync('server.js', 'utf8'));
}
`;

const server = `
const words = process.argv.slice(2);
if (words.length > 0) { console.log('told: ' + words.join(' ')); process.exit(); }
process.on('SIGTERM', () => { console.log('drained'); process.exit(7); });
console.log('listening, ' + process.env.ROLLCALL_PORT);
setInterval(() => undefined, 1000);
`;

/** A checkout of its own with our scripts in it, nothing installed, and workspaces of one file each. */
export class Checkout {
  readonly folder = mkdtempSync(join(tmpdir(), 'rollcall-checkout-'));
  readonly #started: ChildProcess[] = [];

  constructor() {
    cpSync(scripts, join(this.folder, 'scripts'), { recursive: true });
    for (const workspace of ['sdk', 'web', 'server']) {
      mkdirSync(join(this.folder, workspace));
      this.write(`${workspace}/index.ts`, workspace);
    }
    for (const file of ['package-lock.json', 'tsconfig.base.json']) this.write(file, '{}');
    this.write('package.json', '{ "type": "module" }');
    this.write('server.js', server);
    mkdirSync(join(this.folder, 'bin'));
    writeFileSync(join(this.folder, 'bin', 'npm'), npm, { mode: 0o755 });
  }

  write(path: string, content: string): void {
    writeFileSync(join(this.folder, path), content);
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** What npm was asked for, in order. */
  asked(): string[] {
    return this.has('npm.log') ? readFileSync(join(this.folder, 'npm.log'), 'utf8').trim().split('\n') : [];
  }

  start(env: Record<string, string> = {}): Started {
    return this.#run(['start.mjs'], env);
  }

  /** As `npm run rollcall -- …`. */
  rollcall(...words: readonly string[]): Started {
    return this.#run(['rollcall.mjs', ...words], {});
  }

  close(): void {
    for (const child of this.#started) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }

  #run([script, ...words]: readonly [string, ...string[]], env: Record<string, string>): Started {
    const path = `${join(this.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
    const child = spawn(process.execPath, [`scripts/${script}`, ...words], {
      cwd: this.folder,
      env: { ...process.env, PATH: path, ...env },
    });
    this.#started.push(child);
    return new Started(child);
  }
}

export class Started {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => child.on('close', resolve));
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
