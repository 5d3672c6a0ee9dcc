import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bubblewrap.mjs', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-bubblewrap-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const starts = 'case "$1" in --version) echo bubblewrap 9.9;; *) echo "$@" >>asked; exit 0;; esac';
const mayNot =
  'case "$1" in --version) echo bubblewrap 9.9;; *) echo No permissions to create new namespace >&2; exit 1;; esac';

/** A program of this machine, as a script of the shell; what it is asked for it may write to `asked`. */
function put(name: string, lines: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\ncd ${folder}\n${lines}\n`, { mode: 0o755 });
}

/** What provides it says of a machine with these programs and no others, of this distribution. */
function provide(distribution: string, isRoot = true) {
  writeFileSync(join(folder, 'os-release'), `PRETTY_NAME="A system"\n${distribution}\n`);
  const program = `
    process.getuid = () => ${isRoot ? 0 : 1_000};
    const { provideBubblewrap } = await import(${JSON.stringify(script)});
    console.log(await provideBubblewrap(${JSON.stringify(join(folder, 'os-release'))}));`;
  put('setpriv', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
  const env = { PATH: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { env });
  const asked = join(folder, 'asked');
  return {
    code: status,
    output: `${String(stdout)}${String(stderr)}`,
    asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [],
  };
}

test('takes what is there once it started with user and PID namespaces of its own', () => {
  put('bwrap', starts);
  put('apt-get', 'echo apt-get "$@" >>asked');
  const { code, output, asked } = provide('ID=debian');
  expect({ code, output }).toEqual({ code: 0, output: 'bubblewrap 9.9\n' });
  expect(asked).toEqual([expect.stringMatching(/--unshare-all .*--unshare-user/)]);
});

test.each(['ID=debian', 'ID=ubuntu\nID_LIKE=debian', 'ID=mint\nID_LIKE="ubuntu debian"'])(
  'fetches it as root on %s',
  (distribution) => {
    put('ready', starts);
    put('apt-get', `echo apt-get "$@" >>asked; if [ "$1" = install ]; then /bin/cp ready bwrap; fi`);
    const { code, output, asked } = provide(distribution);
    expect(code, output).toBe(0);
    expect(output).toContain('bubblewrap 9.9');
    expect(asked.slice(0, 2)).toEqual(['apt-get update', 'apt-get install -y bubblewrap']);
    expect(asked).toHaveLength(3);
  },
);

test.each([
  ['somebody who is not root', 'ID=debian', false],
  ['another system', 'ID=fedora', true],
])('names it and how to install it, to %s', (_title, distribution, isRoot) => {
  put('apt-get', 'echo apt-get "$@" >>asked');
  const { code, output, asked } = provide(distribution, isRoot);
  expect(code).toBe(1);
  expect(output).toContain('need bubblewrap (bwrap)');
  expect(output).toContain('apt-get install -y bubblewrap');
  expect(asked).toEqual([]);
});

test('shows what a fetch that failed said', () => {
  put('apt-get', 'echo E: no network >&2; exit 100');
  const { code, output } = provide('ID=debian');
  expect(code).toBe(1);
  expect(output).toContain('E: no network');
  expect(output).toContain('need bubblewrap (bwrap)');
});

test('says plainly that a machine lets it make no namespaces, with what it said itself', () => {
  put('bwrap', mayNot);
  const { code, output } = provide('ID=debian');
  expect(code).toBe(1);
  expect(output).toContain('does not let it start with namespaces');
  expect(output).toContain('No permissions to create new namespace');
  expect(output).toContain('sysctl');
});
