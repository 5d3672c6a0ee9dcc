import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/input.ts';
import { appendInput, finishInput, parseCheckAnswer, runInput } from './input.ts';

const run = (members: object) => parseInput(runInput, { sessionId: 's', key: 'k', ...members });

function problemsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
}

describe('what is to be run', () => {
  test('is given as arguments or as a line, which is run as exactly sh -c with it', () => {
    expect(run({ argv: ['ls', ''] })).toMatchObject({ argv: ['ls', ''], line: null, env: [], timeoutMs: 600_000 });
    expect(run({ line: 'a | b' })).toMatchObject({
      argv: ['sh', '-c', 'a | b'],
      line: 'a | b',
      cwd: null,
      stdin: null,
    });
    expect(problemsOf(() => run({}))).toEqual(['argv: give argv, or a line']);
    expect(problemsOf(() => run({ argv: ['ls'], line: 'ls' }))).toEqual(['line: give argv or line, not both']);
  });

  test('has its variables in one order', () => {
    const env = [
      { name: 'b', value: '1' },
      { name: 'B', value: '2' },
      { name: '_A', value: '' },
    ];
    expect(run({ argv: ['ls'], env }).env.map(({ name }) => name)).toEqual(['B', '_A', 'b']);
  });

  const variables = (count: number, value = '') =>
    Array.from({ length: count }, (_, at) => ({ name: `A${at}`, value }));

  const tooMuchInAll = 'argv: with line, env and stdin at most 256 KiB as JSON';

  test.each([
    [{ argv: ['a'.repeat(131_072)] }],
    [{ argv: ['a', '\u0001'.repeat(43_600)] }],
    [{ argv: Array.from({ length: 1_000 }, () => 'a') }],
    [{ line: 'ü'.repeat(32_768) }],
    [{ argv: ['a'], env: variables(200) }],
    [{ argv: ['a'], stdin: 'a\0'.repeat(32_768) }],
    [{ argv: ['a'], timeoutMs: 1_000 }],
    [{ argv: ['a'], timeoutMs: 86_400_000 }],
    [{ argv: ['a'], cwd: '/'.repeat(4_096) }],
  ])('may be as much as it may (%#)', (members) => {
    expect(problemsOf(() => run(members))).toEqual([]);
  });

  test.each([
    [{ argv: [] }, 'argv: name at least the program'],
    [{ argv: [' '] }, 'argv: the program’s name is empty'],
    [{ argv: ['a'.repeat(131_073)] }, 'argv: at most 128 KiB in all'],
    [{ argv: Array.from({ length: 1_001 }, () => 'a') }, 'argv: at most 1,000 arguments'],
    [{ argv: ['ls', 'a\0b'] }, 'argv.1: must not contain a NUL character'],
    [{ line: ' \u200b' }, 'line: say what is to be run'],
    [{ line: 'a\0' }, 'line: must not contain a NUL character'],
    [{ line: `a${'ü'.repeat(32_768)}` }, 'line: at most 64 KiB'],
    [{ argv: ['a'], env: variables(201) }, 'env: at most 200 variables'],
    [{ argv: ['a'], env: variables(2, 'x'.repeat(65_536)) }, 'env: at most 128 KiB in all'],
    [{ argv: ['a'], env: [{ name: '1A', value: '' }] }, 'env.0.name: letters, digits and _, and no digit first'],
    [{ argv: ['a'], env: [{ name: 'A=', value: '' }] }, 'env.0.name: letters, digits and _, and no digit first'],
    [{ argv: ['a'], env: [{ name: 'A\n', value: '' }] }, 'env.0.name: letters, digits and _, and no digit first'],
    [{ argv: ['a'], env: [{ name: 'A', value: '\0' }] }, 'env.0.value: must not contain a NUL character'],
    [{ argv: ['a'], env: [...variables(1), ...variables(1)] }, 'env: names one variable twice'],
    [{ argv: ['a'], stdin: 'a'.repeat(65_537) }, 'stdin: at most 64 KiB'],
    [{ argv: ['a', '\u0001'.repeat(43_690)] }, tooMuchInAll],
    [{ line: `a${'\u0001'.repeat(43_690)}` }, tooMuchInAll],
    [{ argv: ['a'.repeat(131_072)], env: variables(1, 'x'.repeat(131_060)) }, tooMuchInAll],
    [
      { argv: ['a'.repeat(131_000)], line: null, env: variables(1, 'x'.repeat(70_000)), stdin: 'x'.repeat(65_000) },
      tooMuchInAll,
    ],
    [{ argv: ['a'], timeoutMs: 999 }, 'timeoutMs: at least 1,000 ms'],
    [{ argv: ['a'], timeoutMs: 86_400_001 }, 'timeoutMs: at most a day'],
    [{ argv: ['a'], cwd: '' }, 'cwd: must not be empty'],
    [{ argv: ['a'], cwd: 'a\0' }, 'cwd: must not contain a NUL character'],
  ])('is refused beyond its bounds (%#)', (members, problem) => {
    expect(problemsOf(() => run(members))).toEqual([problem]);
  });
});

describe('what a host says', () => {
  const resolved = {
    executable: '/bin/ls',
    executableDigest: 'a'.repeat(64),
    cwd: '/',
    systemUser: 'work',
    sandbox: true,
  };

  test('of a check is what it comes to, or what is wrong', () => {
    expect(parseCheckAnswer({ checkId: 'c', ...resolved, problem: null })).toMatchObject(resolved);
    const problem = { code: 'CWD_NOT_FOUND', message: 'There is no /x' };
    expect(parseCheckAnswer({ checkId: 'c', problem })).toEqual({ checkId: 'c', problem });
    expect(problemsOf(() => parseCheckAnswer({ checkId: 'c' }))).toHaveLength(5);
    expect(problemsOf(() => parseCheckAnswer({ checkId: 'c', problem: { code: 'OTHER' } }))).toHaveLength(1);
    const upper = { ...resolved, executableDigest: 'A'.repeat(64) };
    expect(problemsOf(() => parseCheckAnswer({ checkId: 'c', ...upper }))).toEqual([
      'executableDigest: SHA-256 in lower-case hex',
    ]);
  });

  const append = (members: object) =>
    problemsOf(() => parseInput(appendInput, { commandId: 'c', offset: 0, chunks: [], ...members }));
  const chunk = (data: string) => ({ stream: 'STDOUT', atMs: 0, data });

  test('of output is base64, and no more than fits', () => {
    expect(append({ chunks: ['', 'YQ==', 'YWI=', 'YWJj'].map(chunk) })).toEqual([]);
    for (const data of ['a', 'YQ', 'YQ=', 'YQ==YQ==', 'Y-_=', 'YWJj\n', '====', 'YW Jj'])
      expect(append({ chunks: [chunk(data)] })).toEqual(['chunks.0.data: is no base64']);
    expect(append({ chunks: [chunk('AAAA'.repeat(87_381))] })).toEqual([]);
    expect(append({ chunks: [chunk('AAAA'.repeat(87_382))] })).toEqual(['chunks: at most 256 KiB at once']);
    expect(append({ chunks: Array.from({ length: 1_001 }, () => chunk('')) })).not.toEqual([]);
    for (const offset of [-1, 0.5, Number.MAX_SAFE_INTEGER + 2]) expect(append({ offset })).not.toEqual([]);
  });

  test('of an end is a code a process can leave, and a signal’s name', () => {
    const told = { id: 'c', instanceId: 'i', outcome: 'EXITED', outputBytes: 0, outputTruncated: false };
    const say = (members: object) => problemsOf(() => parseInput(finishInput, { ...told, ...members }));
    for (const members of [{}, { exitCode: 255 }, { signal: 'SIGTERM' }, { signal: 'SIGRTMIN+3' }, { message: '' }])
      expect(say(members)).toEqual([]);
    for (const members of [{ exitCode: 256 }, { exitCode: -1 }, { signal: 'kill -9' }, { message: 'a'.repeat(1_001) }])
      expect(say(members)).toHaveLength(1);
  });
});
