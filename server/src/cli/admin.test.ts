import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDir } from '../app.testing.ts';
import { openStore } from '../store/store.ts';
import { administer, letHostIn } from './admin.ts';
import { CommandError } from './command-error.ts';
import { serve } from './serve.ts';

/** A data directory, the commands of its machine, and a server there when one is wanted. */
function setUp(dataDir = temporaryDir()) {
  const env = { ROLLCALL_PORT: '0', ROLLCALL_DATA_DIR: dataDir, ROLLCALL_LOG_LEVEL: 'silent' };

  async function start() {
    const stop = new AbortController();
    const printed: string[] = [];
    let wake = (): void => undefined;
    const isUp = new Promise<void>((resolve) => (wake = resolve));
    const ended = serve({
      env,
      print(text) {
        printed.push(text);
        wake();
      },
      signal: stop.signal,
    });
    const close = async () => {
      stop.abort();
      await ended;
    };
    onTestFinished(close);
    await Promise.race([isUp, ended]);
    const url = /Rollcall is at (\S+)/.exec(printed.join(''))?.[1] ?? '';
    return { url, printed, close };
  }

  /** What the command prints. */
  async function admin(act: 'create' | 'reset', name: string, more: Record<string, string> = {}): Promise<string> {
    let printed = '';
    await administer(act, name, { env: { ...env, ...more }, print: (text) => void (printed += text) });
    return printed;
  }
  /** What the command prints. */
  async function host(terms: object, more: Record<string, string> = {}): Promise<string> {
    let printed = '';
    await letHostIn(terms, { env: { ...env, ...more }, print: (text) => void (printed += text) });
    return printed;
  }
  return { dataDir, start, admin, host };
}

const linkOf = (printed: string): string => /http\S+#code=\S+/.exec(printed)?.[0] ?? '';

/** Whom a link is for, as the set-up page asks. */
async function invitationOf(url: string, link: string): Promise<unknown> {
  const response = await fetch(`${url}/set-up/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ code: link.slice(link.indexOf('=') + 1) }),
  });
  return response.json();
}

describe('admins are made at the terminal', () => {
  test('of a server that runs, by asking it', async () => {
    const { start, admin } = setUp();
    const { url } = await start();
    const printed = await admin('create', 'ada');
    expect(printed).toContain('ada is an admin. This link works once, for 15 minutes.\n');
    expect(linkOf(printed)).toMatch(new RegExp(`^${url}/set-up#code=rcc_`));
    expect(await invitationOf(url, linkOf(printed))).toEqual({ kind: 'PERSON', name: 'ada' });
    const reset = await admin('reset', 'ADA');
    expect(await invitationOf(url, linkOf(reset))).toEqual({ kind: 'PERSON', name: 'ada' });
    expect(await invitationOf(url, linkOf(printed))).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  test('of one that does not, in its database', async () => {
    const { start, admin, dataDir } = setUp();
    await (await start()).close();
    const printed = await admin('create', 'ada', { ROLLCALL_PORT: '4017' });
    expect(printed).toContain('Start the server before you open it.');
    expect(linkOf(printed)).toMatch(/^http:\/\/127\.0\.0\.1:4017\/set-up#code=/);
    const public_ = { ROLLCALL_PUBLIC_URL: 'https://rollcall.example.com' };
    const reset = await admin('reset', 'ada', public_);
    expect(linkOf(reset)).toMatch(/^https:\/\/rollcall\.example\.com\/set-up#code=/);
    await expect(admin('reset', 'ada')).rejects.toThrow('ROLLCALL_PORT is 0');
    const { url, printed: welcome } = await setUp(dataDir).start();
    expect(welcome[0]).toContain(`Sign in at ${url}/sign-in`);
    expect(welcome[0]).not.toContain('code=');
    expect(await invitationOf(url, linkOf(reset))).toEqual({ kind: 'PERSON', name: 'ada' });
  });

  test.each([true, false])('again, whatever became of them, and with every app (server running: %s)', async (runs) => {
    const { start, admin, dataDir } = setUp();
    const { close } = await start();
    await admin('create', 'ada');
    await admin('create', 'bob');
    await close();
    const open = () => openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
    const store = await open();
    await store.write(async ({ people }) => {
      const bob = await people.findByName('bob');
      if (bob !== null) await people.update({ ...bob, role: 'VIEWER', apps: ['demo'], userId: 'u1' });
    });
    await store.close();
    const server = runs ? await setUp(dataDir).start() : null;
    await admin('reset', 'bob', { ROLLCALL_PORT: '4017' });
    await server?.close();
    const after = await open();
    const bob = (await after.access.people()).find(({ name }) => name === 'bob');
    expect(bob).toMatchObject({ role: 'ADMIN', apps: null, userId: 'u1' });
    await after.close();
  });
});

test.each([true, false])(
  'nobody of the identity provider is reset, and nothing changes (server running: %s)',
  async (runs) => {
    const { start, admin, dataDir } = setUp();
    const { close } = await start();
    await admin('create', 'grace');
    await close();
    const open = () => openStore({ dataDir, newEpoch: 'unused00', onCommit: () => undefined });
    const store = await open();
    const identity = { issuer: 'https://id.example.com', subject: 's1' };
    await store.write(async ({ people }) => {
      const grace = await people.findByName('grace');
      if (grace !== null) await people.update({ ...grace, role: 'VIEWER', apps: ['demo'], identity });
    });
    await store.close();
    const server = runs ? await setUp(dataDir).start() : null;
    const reset = admin('reset', 'Grace', { ROLLCALL_PORT: '4017' });
    await expect(reset).rejects.toThrow(
      new CommandError(
        'grace signs in at https://id.example.com, which says what they are. To make another admin: rollcall admin create <name>',
      ),
    );
    await server?.close();
    const after = await open();
    expect(await after.access.people()).toMatchObject([{ name: 'grace', role: 'VIEWER', apps: ['demo'], identity }]);
    await after.close();
  },
);

describe('a command that cannot be done says why', () => {
  test('where there is no data', async () => {
    const { admin, dataDir } = setUp(join(temporaryDir(), 'nothing'));
    await expect(admin('create', 'ada')).rejects.toThrow(`There is no Rollcall in ${dataDir}`);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('where the name is taken, or nobody has it', async () => {
    const { start, admin } = setUp();
    const { close } = await start();
    const port = { ROLLCALL_PORT: '4017' };
    await admin('create', 'ada');
    for (const _isRunning of [true, false]) {
      await expect(admin('create', 'ADA', port)).rejects.toThrow('rollcall admin reset ADA');
      await expect(admin('reset', 'bob', port)).rejects.toThrow('rollcall admin create bob');
      await expect(admin('create', 'a\tb', port)).rejects.toThrow(CommandError);
      await close();
    }
  });

  test('where a server has the data open and cannot be asked', async () => {
    const { start, admin, dataDir } = setUp();
    const { url } = await start();
    writeFileSync(join(dataDir, 'terminal-token'), 'rct_of_another_run\n');
    await expect(admin('create', 'ada')).rejects.toThrow(`${url} answered 401`);
    writeFileSync(join(dataDir, 'address'), 'http://127.0.0.1:1\n');
    await expect(admin('create', 'ada')).rejects.toThrow('does not answer at http://127.0.0.1:1');
    rmSync(join(dataDir, 'address'));
    await expect(admin('create', 'ada')).rejects.toThrow('just starting or stopping');
  });
});

describe('a code for a host is made at the terminal', () => {
  const codeOf = (printed: string): string => /--code (rjc_\S+)/.exec(printed)?.[1] ?? '';
  const join = `mutation ($name: String!, $keyHash: String!) {
    joinHost(input: {
      name: $name, keyHash: $keyHash
      system: { platform: "linux", release: "6", arch: "x64", hostname: "h", cpuCount: 1, memoryBytes: 1, version: "0" }
      abilities: { modes: [], sandbox: false, pidNamespaces: false, systemUsers: [], folders: [] }
    }) { ... on JoinHostSuccess { host { name app } } ... on Error { code } }
  }`;

  async function joinWith(url: string, code: string, digit: string): Promise<unknown> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${code}` },
      body: JSON.stringify({ query: join, variables: { name: 'own name', keyHash: digit.repeat(64) } }),
    });
    return ((await response.json()) as { data: { joinHost: unknown } }).data.joinHost;
  }

  test('of a server that runs, and of one that will', async () => {
    const { start, host } = setUp();
    const first = await start();
    const asked = codeOf(await host({}));
    expect(await joinWith(first.url, asked, 'a')).toEqual({ host: { name: 'own name', app: 'remote' } });
    await expect(host({ name: 'OWN name' })).rejects.toThrow('Another host is called OWN name');
    await first.close();
    const printed = await host({ app: 'ops', name: 'Rack 1' });
    expect(printed).toContain('Start the server before you use it.');
    const { url } = await start();
    expect(await joinWith(url, codeOf(printed), 'b')).toEqual({ host: { name: 'Rack 1', app: 'ops' } });
  });

  test('with the line to type on that machine, and a time that people read', async () => {
    const { start, host } = setUp();
    const { url, close } = await start();
    const lineTo = (server: string) => `  npm run rollcall -- host join --server ${server} --code rjc_`;
    const printed = await host({});
    expect(printed).toContain(lineTo(url));
    expect(printed).toMatch(/until \d+ \w+ at \d\d:\d\d [^\s.]+\. On/);
    const [publicUrl, port] = [{ ROLLCALL_PUBLIC_URL: 'https://rollcall.example.com' }, { ROLLCALL_PORT: '4321' }];
    expect(await host({}, publicUrl)).toContain(lineTo('https://rollcall.example.com'));
    await close();
    expect(await host({}, port)).toContain(lineTo('http://127.0.0.1:4321'));
    expect(await host({})).toContain(lineTo('<URL of this server>'));
  });
});
