import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aSpec } from './command.testing.ts';
import { type CommandSpec, hashOf, titleOf } from './spec.ts';

const place = { hostId: 'host_1', sessionId: 'remote_1' };

test('the hash is SHA-256 of JSON that anybody can write', () => {
  const spec = aSpec({
    argv: ['sh', '-c', 'echo "ü" \u202e'],
    line: 'echo "ü" \u202e',
    env: [{ name: 'A', value: 'b\n' }],
    stdin: 'in',
    sandbox: true,
  });
  // Written out: hosts in other languages make exactly this.
  const canonical =
    '{"argv":["sh","-c","echo \\"ü\\" \u202e"],"cwd":"/srv","env":[{"name":"A","value":"b\\n"}],' +
    `"executable":"/usr/bin/ls","executableDigest":"${'a'.repeat(64)}","hostId":"host_1","line":"echo \\"ü\\" \u202e",` +
    '"sandbox":true,"sessionId":"remote_1","stdin":"in","systemUser":"work","timeoutMs":600000}';
  expect(hashOf(spec, place)).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'));
});

test('whatever is another makes another hash', () => {
  const others: Required<{ [Member in keyof CommandSpec]: CommandSpec[Member] }> = {
    argv: ['ls', '-l', ''],
    line: 'ls -l',
    executable: '/bin/ls',
    executableDigest: 'b'.repeat(64),
    cwd: '/srv/',
    env: [{ name: 'A', value: '' }],
    stdin: '',
    timeoutMs: 600_001,
    systemUser: 'root',
    sandbox: true,
  };
  const hashes = [
    hashOf(aSpec(), place),
    ...Object.entries(others).map(([name, value]) => hashOf(aSpec({ [name]: value }), place)),
    hashOf(aSpec(), { ...place, hostId: 'host_2' }),
    hashOf(aSpec(), { ...place, sessionId: 'remote_2' }),
  ];
  expect(new Set(hashes).size).toBe(13);
});

test('what an object carries besides is no part of it', () => {
  const spec = aSpec({ env: [Object.assign({ name: 'A', value: 'b' }, { more: 1 })] });
  expect(hashOf(Object.assign({ more: 1 }, spec), place)).toBe(
    hashOf(aSpec({ env: [{ name: 'A', value: 'b' }] }), place),
  );
});

test.each([
  [['ls', '-l', '/srv'], 'Run ls -l /srv'],
  [['echo', '', "it's", 'a b'], `Run echo '' 'it'\\''s' 'a b'`],
  [['rm', 'a\u202eb', '\u200b', 'x\ny', '\u3164'], `Run rm 'a\\u{202e}b' '\\u{200b}' 'x\\ny' '\\u{3164}'`],
])('the title of %j shows all there is', (argv, title) => {
  expect(titleOf({ argv, line: null })).toBe(title);
});

test('the title of a line is the line, cut where it is too long to be one', () => {
  expect(titleOf({ argv: ['sh', '-c', 'a; b'], line: 'a; b' })).toBe('Run a; b');
  const title = titleOf({ argv: [], line: 'x'.repeat(300) });
  expect([...title]).toHaveLength(200);
  expect(title.endsWith('x…')).toBe(true);
  expect([...titleOf({ argv: [], line: '\u202e'.repeat(1_000) })]).toHaveLength(200);
  expect(titleOf({ argv: [], line: 'x'.repeat(196) })).toBe(`Run ${'x'.repeat(196)}`);
});
